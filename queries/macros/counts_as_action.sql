-- Whether a row of the register is an action: an export lists or listed it, or somebody has once given it an owner or a due date (§ 8 A2).
create or replace macro counts_as_action(is_exported, was_action, owner, due_on) as
  is_exported or coalesce(was_action, false) or owner is not null or due_on is not null;
