-- A function body with semicolons, a trigger, and a ${name} that is nobody's variable.
create table thing_count (total bigint not null);
insert into thing_count values (0);
create function count_things() returns trigger language plpgsql as $$
begin
  update thing_count set total = total + 1;
  return new;
end;
$$;
create trigger thing_counter after insert on thing for each row execute function count_things();
comment on table thing_count is '${name}; what?';

-- //@UNDO
drop trigger thing_counter on thing;
drop function count_things();
drop table thing_count;
