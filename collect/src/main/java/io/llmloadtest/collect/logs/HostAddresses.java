package io.llmloadtest.collect.logs;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells whether a URL's host is the machine on which a Docker engine publishes ports. */
final class HostAddresses {

    private HostAddresses() {
    }

    /**
     * Whether {@code host} names the engine's machine.
     *
     * @param host a host name or address; brackets around IPv6 are allowed
     * @param engine where the engine is: a local socket, or {@code tcp://host}
     */
    static boolean isDockerHost(String host, URI engine) {
        Set<InetAddress> asked = resolve(host);
        boolean remote = engine.getHost() != null && !isThisMachine(resolve(engine.getHost()));
        if (!remote) {
            return isThisMachine(asked);
        }
        Set<InetAddress> common = new HashSet<>(resolve(engine.getHost()));
        common.retainAll(asked);
        return !common.isEmpty();
    }

    private static boolean isThisMachine(Set<InetAddress> addresses) {
        Set<InetAddress> own = ownAddresses();
        return addresses.stream().anyMatch(
                address -> address.isLoopbackAddress() || address.isAnyLocalAddress() || own.contains(address));
    }

    private static Set<InetAddress> ownAddresses() {
        try {
            return NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
                    .collect(Collectors.toSet());
        } catch (SocketException _) {
            return Set.of();
        }
    }

    private static Set<InetAddress> resolve(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        if (bare.isEmpty()) {
            return Set.of();
        }
        try {
            return Optional.of(InetAddress.getAllByName(bare)).stream().flatMap(Stream::of).collect(Collectors.toSet());
        } catch (UnknownHostException _) {
            return Set.of();
        }
    }
}
