"""Archives of the world's news: many gigabytes of pages to a data set of claims, by many processes, exactly once.

`chunks` cuts an archive into runs of records, the same for whoever cuts; `filters` says what is not worth reading;
`stages` are functions from batch to batch, from records to coded articles; `ledger` keeps what is done; `dataset` makes
Parquet of it; `workers` are the processes; `run` feeds them on one machine, `on_ray` on many; `watch` tells how far it
is.
"""
