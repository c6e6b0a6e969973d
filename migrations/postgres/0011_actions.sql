-- What somebody did, latest first: for the history from which it can be taken back.
CREATE INDEX batches_by ON batches ("by", at);
