"""The bundled PostgreSQL: shared by all that use it, private to them, and gone with the last."""

import shutil
import stat
import subprocess
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from expo_site import local_postgres
from expo_site.local_postgres.cluster import Cluster
from expo_site.local_postgres.folders import Home
from tests.site.bundled_server import ask, pid_of_server, run, user_of_server, wait_until_down


@pytest.mark.long
def test_server_speaks_chinese_and_runs_only_inside_the_block(var_dir):
    with local_postgres.running(var_dir) as url:
        assert ask(url, "SELECT lower('ÀB') || upper('é') || '中'") == "àbÉ中"
        assert ask(url, "SHOW server_encoding") == "UTF8"
        assert (
            ask(url, "SELECT rolsuper::text || rolcreatedb FROM pg_roles WHERE rolname = current_user") == "falsetrue"
        )
    assert pid_of_server(var_dir) is None
    with local_postgres.running(var_dir) as again:
        assert again == url


def test_settings_know_the_address_before_the_server_runs(fresh_var_dir):
    before = local_postgres.database(fresh_var_dir)
    assert pid_of_server(fresh_var_dir) is None
    with local_postgres.running(fresh_var_dir):
        assert local_postgres.database(fresh_var_dir) == before
        with psycopg.connect(
            host=before["HOST"],
            port=before["PORT"],
            user=before["USER"],
            password=before["PASSWORD"],
            dbname=before["NAME"],
        ) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)


def test_nothing_is_open_to_others(var_dir):
    with local_postgres.running(var_dir) as url:
        assert ask(url, "SHOW listen_addresses") == ""
        home = Home(var_dir)
        for path in [home.folder / "password", home.folder / "superuser_password", home.lease_file]:
            assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
        for path in [home.socket_folder(), Cluster.of(home).folder, Cluster.of(home).data]:
            assert stat.S_IMODE(path.stat().st_mode) == 0o700, path
        wrong = local_postgres.connection_url(var_dir).replace(home.password(), "guessed")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(wrong)


@pytest.mark.long
def test_many_at_once_share_one_server_and_the_last_stops_it(var_dir):
    users = [user_of_server(var_dir, seconds=index % 3 * 0.3) for index in range(8)]
    answers = [user.communicate(timeout=90) for user in users]
    assert [user.returncode for user in users] == [0] * 8, answers
    overlapping = {out for out, _ in answers}
    assert len(overlapping) <= 2, "a server was stopped while somebody used it, or started twice"
    assert wait_until_down(var_dir, 2)


@pytest.mark.long
def test_one_process_may_hold_several_leases(var_dir):
    def use(_: int) -> str:
        with local_postgres.running(var_dir) as url:
            return ask(url, "SELECT 1")

    with ThreadPoolExecutor(6) as pool:
        assert set(pool.map(use, range(18))) == {"1"}
    assert pid_of_server(var_dir) is None


@pytest.mark.long
def test_two_checkouts_do_not_meet_even_if_one_is_a_copy_of_the_other(var_dir):
    with local_postgres.running(var_dir) as url:
        ask(url, "SELECT 1")
        copy = var_dir.with_name(var_dir.name + "-copy")
        subprocess.run(["cp", "-a", var_dir, copy], check=True)
        try:
            with local_postgres.running(copy) as other:
                assert other != url
                ask(other, "CREATE TABLE only_here AS SELECT 1; SELECT 1")
                assert pid_of_server(copy) not in (None, pid_of_server(var_dir))
            assert ask(url, "SELECT to_regclass('only_here')") == "None"
        finally:
            shutil.rmtree(Home(copy).socket_folder())
            shutil.rmtree(copy)


def test_started_by_hand_it_stays_until_stopped(var_dir):
    assert run("start", var_dir=var_dir).returncode == 0
    with local_postgres.running(var_dir) as url:
        assert ask(url, "SELECT 1") == "1"
    assert run("status", var_dir=var_dir).returncode == 0
    assert run("psql", "-Atc", "SELECT 6 * 7", var_dir=var_dir).stdout == "42\n"
    assert run("stop", var_dir=var_dir).returncode == 0
    assert run("status", var_dir=var_dir).returncode == 3
