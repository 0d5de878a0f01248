UPDATE gen_order SET thread_id = 77, reply_to = 78 WHERE job_id = (SELECT max(job_id) FROM gen_order);
