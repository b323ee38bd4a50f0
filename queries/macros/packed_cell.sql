-- A time cell and its precision (0 second, 1 minute, 2 day) as one number, least for the earliest cell and of those for the finest: what an
-- aggregate keeps of a number can leave memory, what it keeps of a structure or a text cannot. Null where the cell is.
create or replace macro packed_cell(cell, cell_precision) as epoch_us(cell) * 4 + cell_precision;
