-- A voice message was written down, and the words were taken.
SELECT nextval('tg_own');
