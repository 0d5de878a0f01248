INSERT INTO gen_upload (job_id, n, file_ref, kie_url)
  SELECT max(id), 0, 'AgACfile', 'https://files.example.org/up.png' FROM gen_job;
