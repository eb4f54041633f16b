package io.llmloadtest.collect.metrics;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;

/**
 * A metrics URL and what is sent with a request for it. The headers may hold secrets: they are sent and never told.
 *
 * @param url an {@code http} or {@code https} URL
 * @param headers further request headers
 * @param trust which certificates are good; empty for the JDK's own store
 */
public record ScrapeTarget(URI url, Map<String, String> headers, Optional<SSLContext> trust) {

    public ScrapeTarget {
        headers = Map.copyOf(headers);
    }

    /**
     * The target for a metrics URL of the server under test. The server's headers, its API key among them, go along only
     * when the URL has the same scheme, host and port as the server: a metrics page elsewhere gets no key that is not its
     * own.
     *
     * @param url the metrics URL
     * @param server the server under test
     * @param serverHeaders what every request to the server carries
     * @param headers headers meant for the metrics URL
     * @param trust which certificates are good; empty for the JDK's own store
     */
    public static ScrapeTarget of(URI url, URI server, Map<String, String> serverHeaders, Map<String, String> headers,
            Optional<SSLContext> trust) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (sameOrigin(url, server)) {
            all.putAll(serverHeaders);
        }
        all.putAll(headers);
        return new ScrapeTarget(url, all, trust);
    }

    static boolean sameOrigin(URI one, URI other) {
        return origin(one).equals(origin(other));
    }

    private static String origin(URI url) {
        String scheme = Optional.ofNullable(url.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        String host = Optional.ofNullable(url.getHost()).orElse("").toLowerCase(Locale.ROOT);
        int port = url.getPort() >= 0 ? url.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + host + ":" + port;
    }

    /** The URL as it may be shown: without user name, password and query. */
    public String shownUrl() {
        return shown(url);
    }

    static String shown(URI url) {
        String path = Optional.ofNullable(url.getRawPath()).orElse("");
        String port = url.getPort() >= 0 ? ":" + url.getPort() : "";
        return url.getHost() == null ? path : url.getScheme() + "://" + url.getHost() + port + path;
    }

    /** {@code text} with every header value taken out, should a server have echoed one. */
    String withoutSecrets(String text) {
        String clean = text;
        for (String value : headers.values()) {
            String bare = value.startsWith("Bearer ") ? value.substring("Bearer ".length()) : value;
            clean = bare.isBlank() ? clean : clean.replace(bare, "***");
        }
        return clean;
    }

    @Override
    public String toString() {
        return "ScrapeTarget[" + shownUrl() + ", headers " + headers.keySet() + "]";
    }
}
