package io.llmloadtest.wire;

import io.llmloadtest.wire.Exchange.End.NotConnected;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Opens connections to the target: finds its addresses, off the loop where that may block, and tries one after another, IPv4
 * and IPv6 alike, in the order in which the JDK gives them. The JDK caches the answers of name servers.
 */
final class Dialer {

    private static final LongSupplier TIME = System::nanoTime;

    /** Finds the addresses of a name. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private final Target target;
    private final Opener opener;
    private final Resolver resolver;
    private final Duration timeout;
    private final List<InetAddress> literal;

    Dialer(Target target, ConnectionPolicy policy, Opener opener) {
        this(target, policy, opener, InetAddress::getAllByName);
    }

    Dialer(Target target, ConnectionPolicy policy, Opener opener, Resolver resolver) {
        this.resolver = resolver;
        this.target = target;
        this.opener = opener;
        this.timeout = policy.connectTimeout();
        this.literal = literal(target.host());
    }

    /** The address that the text itself is; none for a name. */
    private static List<InetAddress> literal(String host) {
        try {
            return List.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException _) {
            return List.of();
        }
    }

    /** Calls one of the two, once, on the lane's loop, on which it must be called; neither when the lane is closed meanwhile. */
    void dial(Lane lane, Consumer<Connection> opened, Consumer<NotConnected> failed) {
        if (!literal.isEmpty()) {
            new Tries(lane, literal, opened, failed).next();
            return;
        }
        Thread.ofVirtual().name("resolve " + target.host()).start(() -> {
            Runnable then;
            try {
                List<InetAddress> addresses = List.of(resolver.resolve(target.host()));
                then = () -> new Tries(lane, addresses, opened, failed).next();
            } catch (UnknownHostException e) {
                then = () -> failed.accept(Failures.connect(e, target));
            }
            onLoop(lane, then);
        });
    }

    private static void onLoop(Lane lane, Runnable task) {
        try {
            lane.loop().execute(task);
        } catch (RejectedExecutionException _) {
            // closed meanwhile: whoever waited for the connection was told then
        }
    }

    /** The addresses that are left to try. Each has its share of the time that is left. */
    private final class Tries implements Opener.Outcome {

        private final Lane lane;
        private final Iterator<InetAddress> addresses;
        private final Consumer<Connection> opened;
        private final Consumer<NotConnected> failed;
        private final long end = TIME.getAsLong() + timeout.toNanos();
        private int left;
        private List<NotConnected> first = List.of();

        Tries(Lane lane, List<InetAddress> addresses, Consumer<Connection> opened, Consumer<NotConnected> failed) {
            this.lane = lane;
            this.addresses = addresses.iterator();
            this.left = addresses.size();
            this.opened = opened;
            this.failed = failed;
        }

        void next() {
            Duration share = Duration.ofNanos(Math.max(1, end - TIME.getAsLong())).dividedBy(left);
            left--;
            opener.open(lane, new InetSocketAddress(addresses.next(), target.port()), share, this);
        }

        @Override
        public void opened(Connection connection) {
            opened.accept(connection);
        }

        /** What the first address said counts: the others are tried for its want. A server that answers is not tried twice. */
        @Override
        public void failed(NotConnected why) {
            if (first.isEmpty()) {
                first = Collections.singletonList(why);
            }
            if (why.tls() || left == 0) {
                failed.accept(why.tls() ? why : first.getFirst());
            } else {
                next();
            }
        }
    }
}
