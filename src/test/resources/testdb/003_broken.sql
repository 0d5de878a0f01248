create table half_done (id bigint);
select nonsense from nowhere;

-- //@UNDO
drop table half_done;
