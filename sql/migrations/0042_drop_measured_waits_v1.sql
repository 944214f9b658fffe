-- Reports make the text of each question themselves (sql/waits): planning this view took longer than many an answer.
DROP VIEW IF EXISTS measured_waits_v1
