"""dask, processes of its own on this machine."""

from claims import claim, options, same, serving, tell
from dask.distributed import Client as Cluster
from dask.distributed import LocalCluster


def get(url, given):
    from toolzz_cal import Client

    with Client(**given) as client:
        return client.bookings.get(booking_uid="bk1").data


@claim("tasks in other processes call the client, and give models as results")
def task():
    with (
        serving() as url,
        LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster,
        Cluster(cluster) as workers,
    ):
        same(workers.submit(get, url, options(url)).result(timeout=300).uid, "bk1")


if __name__ == "__main__":
    tell()
