package io.llmloadtest.wire;

import static io.llmloadtest.wire.hot.Answers.CHUNK;
import static io.llmloadtest.wire.hot.Answers.DOCUMENT;
import static io.llmloadtest.wire.hot.Answers.DONE;
import static io.llmloadtest.wire.hot.Answers.EVENT_STREAM_HEAD;
import static io.llmloadtest.wire.hot.Answers.LAST;
import static io.llmloadtest.wire.hot.Answers.USAGE;
import static io.llmloadtest.wire.hot.Answers.bytes;
import static io.llmloadtest.wire.hot.Answers.chunk;
import static io.llmloadtest.wire.hot.Answers.join;
import static io.llmloadtest.wire.hot.Answers.sized;
import static io.llmloadtest.wire.hot.Answers.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.llmloadtest.model.Tick;
import io.llmloadtest.wire.Exchange.End;
import io.llmloadtest.wire.Exchange.Stage;
import io.llmloadtest.wire.Exchange.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every transport does, whatever the server does. */
@Timeout(60)
abstract class TransportContract {

    private static final byte[] GOOD = stream(CHUNK + CHUNK + LAST + USAGE + DONE);
    private static final Duration SHORT = Duration.ofMillis(300);

    /** The transport that is held to the contract. */
    abstract Transport open(Target target, ConnectionPolicy policy, int loops, LongSupplier clock) throws IOException;

    Sending sending(Target target, ConnectionPolicy policy) throws IOException {
        return new Sending(target, policy, this::open);
    }

    Sending to(ScriptedServer server) throws IOException {
        return sending(Target.plain("127.0.0.1", server.port()), ConnectionPolicy.pool());
    }

    @Test
    void aWholeStreamIsCompleteWithAllItsFacts() throws IOException {
        try (ScriptedServer server = new ScriptedServer(client -> client.always(GOOD));
                Sending sending = to(server)) {
            Exchange exchange = sending.stream();
            assertThat(exchange.end()).isEqualTo(new End.Complete());
            assertThat(exchange.status()).hasValue(200);
            assertThat(exchange.chunks().size()).isEqualTo(4);
            assertThat(exchange.usage()).contains(new Usage(3, 2, OptionalInt.empty()));
            assertThat(exchange.finishReasons()).isEqualTo(Map.of("stop", 1));
            assertThat(exchange.done()).isTrue();
            assertThat(exchange.serverId()).contains("c-1");
            assertThat(exchange.fingerprint()).isEmpty();
            assertThat(exchange.localPort().orElseThrow()).isBetween(1, 65535);
            assertThat(exchange.connectNanos()).isPresent();
            assertThat(exchange.reused()).isFalse();
            assertThat(exchange.mayHaveRunTwice()).isFalse();
            assertThat(exchange.written().orElseThrow().nanos()).isBetween(exchange.sent().nanos(),
                    exchange.ended().nanos());
            assertThat(exchange.head().orElseThrow().nanos()).isBetween(exchange.sent().nanos(),
                    exchange.ended().nanos());
        }
    }

    @Test
    void theRequestIsWhatAServerExpects() throws Exception {
        try (ScriptedServer server = new ScriptedServer(client -> client.always(GOOD));
                Sending sending = sending(Target.plain("127.0.0.1", server.port())
                        .with("Authorization", "Bearer s3cret").with("user-agent", "mine"), ConnectionPolicy.pool())) {
            sending.stream();
            String request = server.requests.poll(5, TimeUnit.SECONDS);
            assertThat(request).startsWith("POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:" + server.port())
                    .contains("\r\nAccept: text/event-stream\r\n", "\r\nContent-Type: application/json\r\n",
                            "\r\nConnection: keep-alive\r\n", "\r\nX-Request-Id: t-1\r\n", "\r\nContent-Length: 13\r\n",
                            "\r\nAuthorization: Bearer s3cret\r\n", "\r\nuser-agent: mine\r\n")
                    .doesNotContain("User-Agent").endsWith("\r\n\r\n{\"model\":\"m\"}");
        }
    }

    @Test
    void aDocumentIsCompleteWithoutChunks() throws IOException {
        try (ScriptedServer server = new ScriptedServer(
                client -> client.always(sized(200, "application/json", DOCUMENT)));
                Sending sending = to(server)) {
            for (Exchange exchange : List.of(sending.document(), sending.stream())) {
                assertThat(exchange.end()).isEqualTo(new End.Complete());
                assertThat(exchange.chunks().size()).isZero();
                assertThat(exchange.usage()).isPresent();
                assertThat(exchange.finishReasons()).isEqualTo(Map.of("length", 1));
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void anOpenConnectionIsUsedAgainAndConnectsNoMore() throws IOException {
        try (ScriptedServer server = new ScriptedServer(client -> client.always(GOOD));
                Sending sending = to(server)) {
            Exchange first = sending.stream();
            Exchange second = sending.stream();
            assertThat(second.reused()).isTrue();
            assertThat(second.connectNanos()).isEmpty();
            assertThat(second.localPort()).isEqualTo(first.localPort());
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void anIdleConnectionOlderThanFourSecondsIsReplaced() throws IOException {
        try (ScriptedServer server = new ScriptedServer(client -> client.always(GOOD));
                Sending sending = to(server)) {
            sending.stream();
            sending.ahead.addAndGet(TimeUnit.SECONDS.toNanos(5));
            Exchange second = sending.stream();
            assertThat(second.reused()).isFalse();
            assertThat(second.connectNanos()).isPresent();
            assertThat(second.mayHaveRunTwice()).isFalse();
        }
    }

    @Test
    void eachRequestHasItsOwnConnectionWhenThePolicySaysSo() throws IOException {
        try (ScriptedServer server = new ScriptedServer(client -> client.always(GOOD));
                Sending sending = sending(Target.plain("127.0.0.1", server.port()),
                        ConnectionPolicy.perRequest())) {
            assertThat(sending.warm(3)).isZero();
            sending.stream();
            assertThat(sending.stream().connectNanos()).isPresent();
            assertThat(server.connections()).isEqualTo(2);
            assertThat(sending.transport.traffic().connections()).isEqualTo(2);
        }
    }

    @Test
    void aConnectionIsRetiredAfterItsUses() throws IOException {
        try (ScriptedServer server = new ScriptedServer(client -> client.always(GOOD));
                Sending sending = sending(Target.plain("127.0.0.1", server.port()), ConnectionPolicy.maxUses(2))) {
            List<Boolean> reused = IntStream.range(0, 4).mapToObj(_ -> sending.stream().reused()).toList();
            assertThat(reused).containsExactly(false, true, false, true);
            assertThat(sending.transport.traffic().connections()).isEqualTo(2);
        }
    }

    @Test
    void aServerThatSaysCloseIsBelieved() throws IOException {
        byte[] closing = bytes("HTTP/1.1 200 OK\r\nConnection: close\r\n"
                + "Content-Type: text/event-stream\r\n\r\n" + CHUNK + LAST + DONE);
        try (ScriptedServer server = new ScriptedServer(client -> {
            client.request();
            client.say(closing);
        }); Sending sending = to(server)) {
            assertThat(sending.stream().end()).isEqualTo(new End.Complete());
            assertThat(sending.stream().reused()).isFalse();
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void bytesBehindTheAnswerCostTheConnection() throws IOException {
        try (ScriptedServer server = new ScriptedServer(client -> {
            client.request();
            client.say(join(GOOD, GOOD));
            client.stall();
        }); Sending sending = to(server)) {
            assertThat(sending.stream().end()).isEqualTo(new End.Complete());
            assertThat(sending.stream().reused()).isFalse();
        }
    }

    @Test
    void aKeptConnectionThatDiesUnderARequestIsReplacedOnceAndSaid() throws IOException {
        try (ScriptedServer server = new ScriptedServer(client -> {
            client.request();
            client.say(GOOD);
            client.request();
        }, client -> client.always(GOOD)); Sending sending = to(server)) {
            sending.stream();
            Exchange second = sending.stream();
            assertThat(second.end()).isEqualTo(new End.Complete());
            assertThat(second.mayHaveRunTwice()).isTrue();
            assertThat(second.reused()).isFalse();
            assertThat(second.connectNanos()).isPresent();
            assertThat(server.requests).hasSize(3);
        }
    }

    @Test
    void aKeptConnectionThatIsResetUnderARequestIsReplacedToo() throws IOException {
        try (ScriptedServer server = new ScriptedServer(client -> {
            client.request();
            client.say(GOOD);
            client.request();
            client.reset();
        }, client -> client.always(GOOD)); Sending sending = to(server)) {
            sending.stream();
            assertThat(sending.stream().mayHaveRunTwice()).isTrue();
        }
    }

    @Test
    void theSecondTryIsTheLast() throws IOException {
        try (ScriptedServer server = new ScriptedServer(client -> {
            client.request();
            client.say(GOOD);
            client.request();
        }, ScriptedServer.Client::request); Sending sending = to(server)) {
            sending.stream();
            Exchange second = sending.stream();
            assertThat(second.end()).isInstanceOf(End.NotConnected.class);
            assertThat(second.mayHaveRunTwice()).isTrue();
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aNewConnectionThatDiesBeforeAnAnswerIsNoReasonToTryAgain() throws IOException {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.Client::request);
                Sending sending = to(server)) {
            Exchange exchange = sending.stream();
            assertThat(exchange.end())
                    .isEqualTo(new End.NotConnected(false, "the server closed the connection before any answer"));
            assertThat(exchange.mayHaveRunTwice()).isFalse();
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void aStreamThatIsCutIsBrokenOffAndKeepsItsChunks() throws IOException {
        try (ScriptedServer server = new ScriptedServer(client -> {
            client.request();
            client.say(EVENT_STREAM_HEAD + chunk(CHUNK) + chunk(CHUNK));
        }); Sending sending = to(server)) {
            Exchange exchange = sending.stream();
            assertThat(exchange.end()).isEqualTo(new End.BrokenOff("the connection ended inside the answer"));
            assertThat(exchange.chunks().size()).isEqualTo(2);
            assertThat(exchange.usage()).isEmpty();
        }
    }

    @Test
    void aResetInsideAStreamIsBrokenOff() throws IOException {
        CompletableFuture<Void> go = new CompletableFuture<>();
        try (ScriptedServer server = new ScriptedServer(client -> {
            client.request();
            client.say(EVENT_STREAM_HEAD + chunk(CHUNK));
            go.join();
            client.reset();
        }); Sending sending = to(server)) {
            Sending.Pending pending = sending.begin(sending.request(true, Duration.ofSeconds(30)));
            go.complete(null);
            assertThat(pending.await().end()).isInstanceOfAny(End.BrokenOff.class, End.NotConnected.class);
        }
    }

    @Test
    void aCutInsideTheHeadIsBrokenOff() throws IOException {
        try (ScriptedServer server = new ScriptedServer(client -> {
            client.request();
            client.say("HTTP/1.1 200 OK\r\nContent-");
        }); Sending sending = to(server)) {
            assertThat(sending.stream().end())
                    .isEqualTo(new End.BrokenOff("the connection ended inside the answer's head"));
        }
    }

    @Test
    void theTimeOutNamesWhatWasAwaited() {
        String document = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{";
        Map<String, Stage> stages = Map.of("", Stage.HEAD, "HTTP/1.1 200 OK\r\nDate", Stage.HEAD, EVENT_STREAM_HEAD,
                Stage.FIRST_TOKEN, EVENT_STREAM_HEAD + chunk(CHUNK), Stage.NEXT_TOKEN,
                EVENT_STREAM_HEAD + chunk(CHUNK) + chunk(LAST), Stage.BODY, document, Stage.BODY);
        stages.forEach((beginning, stage) -> assertThat(stalledAfter(beginning)).as(beginning)
                .isEqualTo(new End.TimedOut(stage)));
    }

    private End stalledAfter(String beginning) {
        try (ScriptedServer server = new ScriptedServer(client -> {
            client.request();
            client.say(beginning);
            client.stall();
        }); Sending sending = to(server)) {
            return sending.stream(Duration.ofSeconds(1)).end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aLineWithoutEndIsMalformedAndNotHoarded() throws IOException {
        byte[] dash = "-".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
        try (ScriptedServer server = new ScriptedServer(client -> {
            client.request();
            client.say("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: ");
            while (true) {
                client.say(dash);
            }
        }); Sending sending = to(server)) {
            assertThat(sending.stream().end())
                    .isEqualTo(new End.Malformed("a line of the event stream is too long"));
        }
    }

    @Test
    void htmlWithStatus200IsNoAnswer() throws IOException {
        try (ScriptedServer server = new ScriptedServer(
                client -> client.always(sized(200, "text/html; charset=utf-8", "<html>Sign in</html>")));
                Sending sending = to(server)) {
            Exchange exchange = sending.stream();
            assertThat(exchange.end())
                    .isEqualTo(new End.Malformed("200 with text/html, not an OpenAI answer"));
            assertThat(exchange.status()).hasValue(200);
        }
    }

    @Test
    void aRefusalKeepsTheConnection() throws IOException {
        try (ScriptedServer server = new ScriptedServer(client -> client
                .always(sized(503, "application/json", "{\"error\":{\"message\":\"full\",\"code\":503}}")));
                Sending sending = to(server)) {
            Exchange first = sending.stream();
            assertThat(first.end()).isEqualTo(new End.Refused("full"));
            assertThat(first.status()).hasValue(503);
            assertThat(sending.stream().reused()).isTrue();
        }
    }

    @Test
    void anEarlyAnswerToABigRequestIsTaken() throws IOException {
        try (ScriptedServer server = new ScriptedServer(client -> {
            client.say(sized(413, "text/plain", "too big"));
            client.stall();
        }); Sending sending = to(server)) {
            WireRequest big = new WireRequest("big", "/v1/completions", new byte[64 << 20], true,
                    Tick.ZERO, Duration.ofSeconds(30));
            Exchange exchange = sending.begin(big).await();
            assertThat(exchange.end()).isEqualTo(new End.Refused("too big"));
            assertThat(exchange.written()).isEmpty();
        }
    }

    @Test
    void aRefusedPortAndAnUnknownHostAreNamed() throws IOException {
        int dead;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            dead = socket.getLocalPort();
        }
        try (Sending sending = sending(Target.plain("127.0.0.1", dead), ConnectionPolicy.pool())) {
            assertThat(sending.warm(1000)).isZero();
            Exchange exchange = sending.stream();
            assertThat(exchange.end()).isEqualTo(new End.NotConnected(false, "connection refused"));
            assertThat(exchange.sent()).isEqualTo(exchange.ended());
        }
        try (Sending sending = sending(Target.plain("no-such-host.invalid", 80), ConnectionPolicy.pool())) {
            assertThat(sending.stream().end())
                    .isEqualTo(new End.NotConnected(false, "unknown host no-such-host.invalid"));
        }
    }

    @Test
    void warmConnectionsCarryTheFirstRequests() throws IOException {
        try (ScriptedServer server = new ScriptedServer(client -> client.always(GOOD));
                Sending sending = to(server)) {
            assertThat(sending.warm(5)).isEqualTo(5);
            assertThat(sending.warm(5)).isEqualTo(5);
            Exchange first = sending.stream();
            assertThat(first.connectNanos()).isEmpty();
            assertThat(first.reused()).isFalse();
            sending.ahead.addAndGet(TimeUnit.SECONDS.toNanos(5));
            assertThat(sending.warm(3)).isEqualTo(3);
            Exchange second = sending.stream();
            assertThat(second.connectNanos()).isEmpty();
            assertThat(second.localPort()).isNotEqualTo(first.localPort());
        }
    }

    @Test
    void cancellingEndsEveryExchangeOnceAndTheTransportGoesOn() throws IOException {
        try (ScriptedServer server = new ScriptedServer(client -> {
            if (client.request().contains("\r\nX-Request-Id: t-9\r\n")) {
                client.say(GOOD);
            }
            client.say(EVENT_STREAM_HEAD + chunk(CHUNK));
            client.stall();
        }); Sending sending = to(server)) {
            List<Sending.Pending> all = IntStream.range(0, 8)
                    .mapToObj(_ -> sending.begin(sending.request(true, Duration.ofSeconds(30)))).toList();
            sending.transport.cancelAll();
            for (Sending.Pending pending : all) {
                assertThat(pending.await().end()).isEqualTo(new End.Cancelled());
            }
            assertThat(sending.stream().end()).isEqualTo(new End.Complete());
            sending.close();
            assertThat(all).allSatisfy(pending -> assertThat(pending.calls).hasValue(1));
        }
    }

    @Test
    void closingCancelsWhatIsInFlightAndWhatComesLater() throws IOException {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.Client::stall)) {
            Sending sending = to(server);
            Sending.Pending before = sending.begin(sending.request(true, Duration.ofSeconds(30)));
            sending.close();
            assertThat(before.await().end()).isEqualTo(new End.Cancelled());
            assertThat(sending.stream().end()).isEqualTo(new End.Cancelled());
            assertThat(sending.warm(2)).isZero();
            sending.close();
            assertThat(before.calls).hasValue(1);
        }
    }

    @Test
    void everyAddressOfANameIsTried() throws IOException {
        InetAddress six = InetAddress.ofLiteral("::1");
        List<InetAddress> named = List.of(InetAddress.getAllByName("localhost"));
        assumeThat(named).contains(six);
        try (ScriptedServer server = new ScriptedServer(new ServerSocket(0, 50, named.getLast()),
                client -> client.always(GOOD));
                Sending sending = sending(Target.plain("localhost", server.port()), ConnectionPolicy.pool())) {
            assertThat(sending.stream().end()).isEqualTo(new End.Complete());
        }
    }

    @Test
    void anIpv6AddressIsAddressedAsOne() throws IOException, InterruptedException {
        InetAddress six = InetAddress.ofLiteral("::1");
        assumeThat(NetworkInterface.getByInetAddress(six)).isNotNull();
        try (ScriptedServer server = new ScriptedServer(new ServerSocket(0, 50, six), client -> client.always(GOOD));
                Sending sending = sending(Target.plain("::1", server.port()), ConnectionPolicy.pool())) {
            Exchange exchange = sending.stream();
            assertThat(exchange.end()).isEqualTo(new End.Complete());
            assertThat(exchange.localPort()).isPresent();
            assertThat(server.requests.poll(5, TimeUnit.SECONDS)).contains("\r\nHost: [::1]:" + server.port());
        }
    }

    @Test
    void everyExchangeEndsOnceWhateverTheServerDoes() throws IOException {
        long seed = 4711;
        Random moods = new Random(seed);
        try (ScriptedServer server = new ScriptedServer(client -> misbehave(client, moods));
                Sending sending = to(server)) {
            List<Sending.Pending> all = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                all.add(sending.begin(sending.request(i % 5 != 0, SHORT)));
                if (i % 20 == 19) {
                    all.get(i - 10).await();
                }
                if (i == 250) {
                    sending.transport.cancelAll();
                }
            }
            Set<Class<?>> ends = new HashSet<>();
            all.forEach(pending -> ends.add(pending.await().end().getClass()));
            sending.close();
            assertThat(all).as("seed %s", seed).allSatisfy(pending -> assertThat(pending.calls).hasValue(1));
            assertThat(ends).contains(End.Complete.class);
        }
    }

    private static void misbehave(ScriptedServer.Client client, Random moods) throws IOException {
        while (true) {
            client.request();
            int mood;
            synchronized (moods) {
                mood = moods.nextInt(12);
            }
            switch (mood) {
                case 0 -> {
                    return;
                }
                case 1 -> client.reset();
                case 2 -> {
                    client.say(EVENT_STREAM_HEAD + chunk(CHUNK));
                    client.reset();
                }
                case 3 -> {
                    client.say(EVENT_STREAM_HEAD + chunk(CHUNK));
                    return;
                }
                case 4 -> client.say(EVENT_STREAM_HEAD + chunk(CHUNK));
                case 5 -> client.say("nonsense");
                case 6 -> client.say(join(GOOD, bytes("surplus")));
                case 7 -> {
                    client.say(GOOD);
                    return;
                }
                default -> client.say(GOOD);
            }
        }
    }

    @Test
    void aCompletionThatFailsIsReportedAndHarmsNoOther() throws IOException {
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        CompletableFuture<Throwable> reported = new CompletableFuture<>();
        Thread.setDefaultUncaughtExceptionHandler((_, failure) -> reported.complete(failure));
        try (ScriptedServer server = new ScriptedServer(client -> client.always(GOOD));
                Sending sending = to(server)) {
            sending.transport.send(sending.request(true, Duration.ofSeconds(30)), _ -> {
                throw new IllegalStateException("on purpose");
            });
            assertThat(Sending.await(reported)).hasMessage("on purpose");
            assertThat(sending.stream().end()).isEqualTo(new End.Complete());
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    @Test
    void manyStreamsAtOnceOnSeveralLoopsAllComeBack() throws IOException {
        try (ScriptedServer server = new ScriptedServer(client -> client.always(GOOD));
                Transport transport = open(Target.plain("localhost", server.port()), ConnectionPolicy.pool(), 2,
                        System::nanoTime)) {
            List<Sending.Pending> all = IntStream.range(0, 300).mapToObj(i -> {
                Sending.Pending pending = new Sending.Pending();
                transport.send(new WireRequest("m-" + i, "/v1/completions", new byte[]{'{', '}'}, true,
                        Tick.ZERO, Duration.ofSeconds(30)), pending);
                return pending;
            }).toList();
            for (Sending.Pending pending : all) {
                assertThat(pending.await().end()).isEqualTo(new End.Complete());
            }
        }
    }
}
