package io.llmloadtest.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where requests go. Header values may be secrets, so {@link #toString()} leaves them out.
 *
 * @param host name or IP address, IPv6 without brackets
 * @param port the TCP port
 * @param tls which certificates are good; empty for plain HTTP
 * @param headers sent with every request beside the transport's own, such as {@code Authorization}; one that the transport
 *     would send too ({@code Accept}, {@code User-Agent}, {@code Host}) takes its place
 */
public record Target(String host, int port, Optional<Trust> tls, Map<String, String> headers) {

    private static final List<String> OURS = List.of("content-length", "transfer-encoding", "connection",
            "content-type",
            "x-request-id", "expect", "upgrade", "te", "accept-encoding");

    /** Refuses what is no host, no port, or no header that a user may set; the message never holds a header's value. */
    public Target {
        if (host.isEmpty() || !host.chars().allMatch(c -> c > ' ' && c < 127 && c != '/' && c != '@')) {
            throw new IllegalArgumentException("not a host: " + host);
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
        headers.forEach(Target::check);
        headers = Map.copyOf(headers);
    }

    private static void check(String name, String value) {
        if (name.isEmpty() || !name.chars().allMatch(c -> c > ' ' && c < 127 && c != ':')) {
            throw new IllegalArgumentException("not a header name");
        }
        if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("the header " + name + " is set by the load tester itself");
        }
        if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 127 || c > 255)) {
            throw new IllegalArgumentException("the value of header " + name + " has characters a header cannot carry");
        }
    }

    /** A plain HTTP target without further headers. */
    public static Target plain(String host, int port) {
        return new Target(host, port, Optional.empty(), Map.of());
    }

    /** A TLS target without further headers. */
    public static Target tls(String host, int port, Trust trust) {
        return new Target(host, port, Optional.of(trust), Map.of());
    }

    /** The same target with one more header. */
    public Target with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Target(host, port, tls, more);
    }

    /** The value of the {@code Host} header. */
    String authority() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == (tls.isPresent() ? 443 : 80) ? name : name + ":" + port;
    }

    @Override
    public String toString() {
        return (tls.isPresent() ? "https://" : "http://") + authority() + " with headers " + headers.keySet();
    }
}
