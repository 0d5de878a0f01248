UPDATE gen_job SET not_before = now() WHERE live;
