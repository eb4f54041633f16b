package io.llmloadtest.compare.likeness;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How a server is reached, by its address alone: nothing is looked up, since names may lead elsewhere by now.
 *
 * @param scheme {@code http} or {@code https}
 * @param reach {@code loopback}, {@code docker-bridge}, {@code private}, {@code public}, {@code name}, or {@code unknown}
 * @param path what comes before {@code /v1}; of a gateway as a rule
 */
public record NetworkPath(String scheme, String reach, String path) {

    private static final Pattern IP4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern LOOPBACK = Pattern.compile("127\\..*|::1|0:0:0:0:0:0:0:1|localhost|.*\\.localhost");
    private static final Pattern DOCKER = Pattern.compile("172\\.17\\..*|host\\.docker\\.internal");
    private static final Pattern PRIVATE = Pattern
            .compile(
                    "10\\..*|192\\.168\\..*|172\\.(1[6-9]|2\\d|3[01])\\..*|169\\.254\\..*|f[cd][0-9a-f]{2}:.*|fe80:.*");

    /** The path to that base URL. */
    public static NetworkPath to(String url) {
        try {
            URI address = URI.create(url);
            String host = address.getHost();
            String path = address.getPath() == null ? "" : address.getPath();
            return new NetworkPath(address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT),
                    host == null ? "unknown" : reach(bare(host.toLowerCase(Locale.ROOT))),
                    path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
        } catch (IllegalArgumentException noAddress) {
            return new NetworkPath("", "unknown", "");
        }
    }

    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static String reach(String host) {
        if (LOOPBACK.matcher(host).matches()) {
            return "loopback";
        }
        if (DOCKER.matcher(host).matches()) {
            return "docker-bridge";
        }
        boolean address = IP4.matcher(host).matches() || host.contains(":");
        if (!address) {
            return "name";
        }
        return PRIVATE.matcher(host).matches() ? "private" : "public";
    }
}
