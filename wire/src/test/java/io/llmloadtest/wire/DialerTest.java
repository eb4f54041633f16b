package io.llmloadtest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.wire.Exchange.End.NotConnected;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DialerTest {

    private static final Target NAMED = Target.plain("named.test", 8000);
    private static final ConnectionPolicy POLICY = ConnectionPolicy.pool().withConnectTimeout(Duration.ofSeconds(9));

    private final List<String> tried = new ArrayList<>();
    private final List<Duration> shares = new ArrayList<>();

    /** Runs tasks at once; a test has nothing to do beside. */
    private static final class AtOnce implements Loop {

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public Runnable after(long nanos, Runnable task) {
            return () -> {};
        }

        @Override
        public boolean isCurrent() {
            return true;
        }

        @Override
        public boolean isEnding() {
            return false;
        }
    }

    /** What dialling three addresses comes to; an address answers with the reason of its index, or well without one. */
    private NotConnected dial(Target target, NotConnected... reasons) {
        Opener opener = (_, address, timeout, outcome) -> {
            int index = tried.size();
            tried.add(address.getAddress().getHostAddress());
            shares.add(timeout);
            outcome.failed(reasons[index]);
        };
        Dialer dialer = new Dialer(target, POLICY, opener, DialerTest::addresses);
        Lane lane = new Lane(new AtOnce(), dialer, POLICY, new RequestHead(target), System::nanoTime, new Lateness());
        CompletableFuture<NotConnected> failure = new CompletableFuture<>();
        dialer.dial(lane, _ -> {}, failure::complete);
        return Sending.await(failure);
    }

    private static InetAddress[] addresses(String host) throws UnknownHostException {
        if (!host.equals(NAMED.host())) {
            throw new UnknownHostException(host);
        }
        return new InetAddress[]{InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"),
                InetAddress.ofLiteral("127.0.0.2")};
    }

    @Test
    void everyAddressIsTriedAndTheFirstFailureIsTold() {
        NotConnected told = dial(NAMED, new NotConnected(false, "first"), new NotConnected(false, "second"),
                new NotConnected(false, "third"));
        assertThat(told.reason()).isEqualTo("first");
        assertThat(tried).containsExactly("127.0.0.1", "0:0:0:0:0:0:0:1", "127.0.0.2");
    }

    @Test
    void eachAddressHasItsShareOfTheTime() {
        dial(NAMED, new NotConnected(false, "1"), new NotConnected(false, "2"), new NotConnected(false, "3"));
        assertThat(shares.getFirst()).isLessThanOrEqualTo(Duration.ofSeconds(3));
        assertThat(shares.getLast()).isGreaterThan(shares.getFirst()).isLessThanOrEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void aServerWhoseHandshakeFailsIsTheOneThatWasMeant() {
        NotConnected told = dial(NAMED, new NotConnected(false, "refused"), new NotConnected(true, "handshake"));
        assertThat(told).isEqualTo(new NotConnected(true, "handshake"));
        assertThat(tried).hasSize(2);
    }

    @Test
    void anAddressIsNotLookedUp() {
        assertThat(dial(Target.plain("::1", 8000), new NotConnected(false, "only")).reason()).isEqualTo("only");
        assertThat(tried).hasSize(1);
    }

    @Test
    void aNameWithoutAddressIsUnknown() {
        assertThat(dial(Target.plain("other.test", 8000)).reason()).isEqualTo("unknown host other.test");
    }
}
