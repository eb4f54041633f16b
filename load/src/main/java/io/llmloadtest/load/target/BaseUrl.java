package io.llmloadtest.load.target;

import io.llmloadtest.load.plan.IllegalPlanException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/**
 * Where the server's API begins. Users type it with or without scheme, {@code /v1}, trailing slashes, or a whole endpoint;
 * all of them mean the same place.
 *
 * @param tls whether it is HTTPS
 * @param host name or IP address, IPv6 without brackets
 * @param port the TCP port, said or implied by the scheme
 * @param prefix the path before {@code /v1}, without a slash at its end; empty for most servers
 */
public record BaseUrl(boolean tls, String host, int port, String prefix) {

    private static final String OPTION = "--server";
    private static final List<String> ENDPOINTS = List.of("/chat/completions", "/completions", "/models");

    /**
     * Reads what a user typed.
     *
     * @throws IllegalPlanException when it is no URL of a server; the message never repeats a password in it
     */
    public static BaseUrl parse(String typed) {
        String text = typed.strip();
        URI uri = uri(text.contains("://") ? text : "http://" + text);
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw illegal("begin it with http:// or https://");
        }
        if (uri.getRawUserInfo() != null) {
            throw illegal("leave user name and password out of it; use --api-key or --header");
        }
        if (uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw illegal("give a base URL such as http://localhost:8000, without a query");
        }
        boolean tls = scheme.equals("https");
        int port = uri.getPort() == -1 ? (tls ? 443 : 80) : uri.getPort();
        if (port < 1 || port > 65_535) {
            throw illegal("give a port from 1 to 65535");
        }
        String host = uri.getHost().replaceAll("^\\[|]$", "");
        return new BaseUrl(tls, host, port, prefix(uri.getRawPath()));
    }

    private static URI uri(String text) {
        try {
            return new URI(text).parseServerAuthority();
        } catch (URISyntaxException _) {
            throw illegal("give a base URL such as http://localhost:8000");
        }
    }

    private static IllegalPlanException illegal(String allowed) {
        return new IllegalPlanException(OPTION, "as given", allowed);
    }

    private static String prefix(String path) {
        String rest = withoutSlashes(path);
        for (String endpoint : ENDPOINTS) {
            if (rest.endsWith("/v1" + endpoint)) {
                rest = rest.substring(0, rest.length() - endpoint.length());
            }
        }
        return rest.endsWith("/v1") ? withoutSlashes(rest.substring(0, rest.length() - 3)) : rest;
    }

    private static String withoutSlashes(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    /** The request target of {@code route}, prefix included: {@code /v1/models} may become {@code /llm/v1/models}. */
    public String path(String route) {
        return prefix + route;
    }

    /** The whole address of {@code route}. */
    public URI resolve(String route) {
        return URI.create(this + route);
    }

    /** Scheme, host and port, the part that secrets are bound to. */
    public String origin() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        boolean implied = port == (tls ? 443 : 80);
        return (tls ? "https://" : "http://") + name + (implied ? "" : ":" + port);
    }

    /** The URL without {@code /v1} and without a slash at its end. */
    @Override
    public String toString() {
        return origin() + prefix;
    }
}
