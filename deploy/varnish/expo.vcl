vcl 4.1;

# Varnish in front of the site: FRONT_CACHE_URL=varnish://this-machine:6081 lets it hear of every change within
# milliseconds. On Debian: copy to /etc/varnish/default.vcl. Works with Debian 12's Varnish 7.1 as it is.

import directors;
import std;

probe alive {
    .url = "/health/live";
    .interval = 2s;
    .timeout = 2s;
    .window = 4;
    .threshold = 2;
    .initial = 2;
}

backend first {
    .host = "127.0.0.1";
    .port = "8001";
    .connect_timeout = 2s;
    .first_byte_timeout = 60s;
    .probe = alive;
}

backend second {
    .host = "127.0.0.1";
    .port = "8002";
    .connect_timeout = 2s;
    .first_byte_timeout = 60s;
    .probe = alive;
}

# Who may say that pages have changed: the machines that run the site.
acl expo_machines {
    "127.0.0.1";
    "::1";
}

sub vcl_init {
    new application = directors.round_robin();
    application.add_backend(first);
    application.add_backend(second);
}

sub vcl_recv {
    set req.backend_hint = application.backend();
    unset req.http.Proxy;

    if (req.method == "BAN" || req.method == "PURGE") {
        if (client.ip !~ expo_machines) {
            return (synth(405, "Not allowed"));
        }
        if (req.method == "PURGE") {
            return (purge);
        }
        # All pages of the host; what is fetched from now on is new.
        ban("obj.http.X-Expo-Host == " + req.http.Host);
        return (synth(200, "Forgotten"));
    }
    if (req.method != "GET" && req.method != "HEAD") {
        return (pass);
    }
    # Members of staff carry the session's cookie: nothing of theirs is kept, nothing kept is given to them.
    if (req.http.Authorization || req.http.Cookie ~ "(^|;\s*)(__Host-)?sessionid=") {
        return (pass);
    }
    if (std.healthy(req.backend_hint)) {
        set req.grace = 1s;
    }
    set req.url = std.querysort(req.url);
    # Without the built-in rules, which let every cookie pass by: the site itself says what depends on none.
    return (hash);
}

sub vcl_backend_fetch {
    if (bereq.retries > 0) {
        set bereq.backend = application.backend();
    }
}

sub vcl_backend_response {
    set beresp.http.X-Expo-Host = bereq.http.Host;
    if (beresp.status >= 500 && bereq.is_bgfetch) {
        return (abandon);
    }
    # What does not say that it may be kept is not.
    if (bereq.uncacheable || beresp.http.Set-Cookie || beresp.http.Cache-Control !~ "public" || beresp.ttl <= 0s) {
        set beresp.ttl = 30s;
        set beresp.grace = 0s;
        set beresp.uncacheable = true;
        return (deliver);
    }
    # So long may an old page stand in while the site is down; while it is up, vcl_recv allows a second.
    set beresp.grace = 24h;
}

sub vcl_backend_error {
    # A process that died answers nobody: another does.
    if ((bereq.method == "GET" || bereq.method == "HEAD") && bereq.retries < 2) {
        return (retry);
    }
    set beresp.status = 503;
    set beresp.http.Content-Type = "text/html; charset=utf-8";
    set beresp.http.Retry-After = "5";
    set beresp.http.Cache-Control = "no-store";
    synthetic({"<!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Back in a moment · 马上回来</title><h1>Back in a moment</h1><p>Please try again in a minute.</p>
<div lang="zh-Hans"><h1>马上回来</h1><p>请一分钟后再试。</p></div></html>
"});
    return (deliver);
}

sub vcl_deliver {
    unset resp.http.X-Expo-Host;
    if (obj.hits > 0) {
        set resp.http.X-Front-Cache = "HIT";
    } else {
        set resp.http.X-Front-Cache = "MISS";
    }
}
