-- Whether a row of the register is an action: an export lists or listed it, or somebody gave it an owner or a due date (§ 8 A2).
create or replace macro counts_as_action(is_exported, owner, due_on) as is_exported or owner is not null or due_on is not null;
