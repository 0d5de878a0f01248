-- The table everything else needs.
create table thing (id bigint primary key, name text not null unique, amount bigint not null check (amount >= 0));
create table if not exists thing (id bigint);

-- //@UNDO
drop table thing;
