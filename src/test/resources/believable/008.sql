UPDATE gen_attempt SET outcome = 'adopted' WHERE outcome = 'ambiguous';
