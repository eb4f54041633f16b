package io.llmloadtest.collect.traces;

import java.util.Optional;

/**
 * Where spans are received.
 *
 * @param host the interface: {@code 0.0.0.0} for all, which a server in Docker needs
 * @param port the port; 0 for any that is free
 */
public record ListenAddress(String host, int port) {

    private static final String LOOPBACK = "127.0.0.1";
    private static final int MOST_PORT = 65_535;

    /** Reads {@code HOST:PORT}, {@code [HOST]:PORT}, {@code :PORT} or {@code PORT}; empty when it is none of these. */
    public static Optional<ListenAddress> parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon <= 0 ? LOOPBACK : text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (host.contains(":") && !bracketed) {
            return Optional.empty();
        }
        String named = bracketed ? host.substring(1, host.length() - 1) : host;
        String port = text.substring(colon + 1);
        if (named.isBlank() || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > MOST_PORT) {
            return Optional.empty();
        }
        return Optional.of(new ListenAddress(named, Integer.parseInt(port)));
    }

    /** As a person writes it. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
