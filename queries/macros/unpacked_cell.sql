-- The time cell of packed_cell.
create or replace macro unpacked_cell(packed) as make_timestamp((packed - (packed & 3)) // 4);
