"""All of it in one run: ``python -m scripts.bench``, or some: ``python -m scripts.bench throughput``."""

import os
import sys

from scripts.bench import failures, lighthouse, page_costs, promises, publishing, throughput
from scripts.bench.prepared import prepared
from scripts.bench.stack import stack

PARTS = ("costs", "throughput", "processes", "publishing", "failures")


def main(asked: list[str]) -> None:
    parts = asked or list(PARTS)
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    if "costs" in parts:
        page_costs.main()
    with prepared():
        if "throughput" in parts:
            for path in ("/en/", "/zh-hans/sessions/"):
                with stack() as running:
                    throughput.print_table(throughput.measure(running, path), path)
        if "processes" in parts:
            for workers in (1, 2, 4):
                with stack() as running:
                    print(f"\n{workers} workers:", end="")
                    throughput.print_table(throughput.measure(running, "/en/", workers=workers), "/en/")
        if "publishing" in parts:
            with stack() as running:
                publishing.print_times(publishing.measure(running, int(os.environ.get("PUBLICATIONS", "200"))))
        if "lighthouse" in parts and (short := lighthouse.main()):
            sys.exit("Too little: " + "; ".join(short))
        if "promises" in parts and (broken := promises.broken_promises()):
            sys.exit("Broken: " + "; ".join(broken))
        if "failures" in parts:
            with stack() as running:
                failures.print_outcome(failures.try_all(running, int(os.environ.get("REQUESTS", "10000")), 30.0))


if __name__ == "__main__":
    main(sys.argv[1:])
