-- The precision of packed_cell.
create or replace macro unpacked_precision(packed) as (packed & 3)::utinyint;
