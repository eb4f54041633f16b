package io.llmloadtest.wire;

import static io.llmloadtest.wire.hot.Answers.CHUNK;
import static io.llmloadtest.wire.hot.Answers.DONE;
import static io.llmloadtest.wire.hot.Answers.LAST;
import static io.llmloadtest.wire.hot.Answers.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.llmloadtest.model.ChunkTrain;
import io.llmloadtest.model.InstrumentError;
import io.llmloadtest.model.Tick;
import io.llmloadtest.wire.Exchange.End;
import io.llmloadtest.wire.kernel.Kernel;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sockets with the kernel's stamps, where there are any. */
class KernelTransportTest extends TransportContract {

    private static final byte[] GOOD = stream(CHUNK + LAST + DONE);
    private static final Duration LONG = Duration.ofSeconds(30);

    /** Waits as well: the kernel takes its time after the first socket has asked for stamps. */
    @BeforeAll
    static void onlyWhereTheKernelStamps() throws IOException {
        assumeThat(Kernel.unavailable()).isEmpty();
        try (ScriptedServer server = new ScriptedServer(client -> client.always(GOOD));
                Sending sending = new Sending(Target.plain("127.0.0.1", server.port()), ConnectionPolicy.pool(),
                        KernelTransport::open)) {
            long before;
            do {
                before = sending.transport.unstampedReads();
                sending.stream();
            } while (sending.transport.unstampedReads() > before);
        }
    }

    @Override
    Transport open(Target target, ConnectionPolicy policy, int loops, LongSupplier clock) throws IOException {
        return KernelTransport.open(target, policy, loops, clock);
    }

    @Test
    void aLoopThatIsHeldUpDoesNotMakeStampsLater() throws Exception {
        CompletableFuture<Void> heldUp = new CompletableFuture<>();
        CompletableFuture<Void> said = new CompletableFuture<>();
        CompletableFuture<Tick> stillHeldUp = new CompletableFuture<>();
        try (ScriptedServer server = new ScriptedServer(client -> {
            client.request();
            heldUp.join();
            client.say(GOOD);
            said.complete(null);
        }, client -> client.always(GOOD)); Sending sending = to(server)) {
            Sending.Pending watched = sending.begin(sending.request(true, LONG));
            server.requests.take();
            sending.transport.send(sending.request(true, LONG), _ -> {
                var _ = sending.transport.takeInstrumentError();
                heldUp.complete(null);
                said.join();
                stillHeldUp.complete(new Tick(sending.now()));
            });
            Exchange exchange = watched.await();
            assertThat(exchange.end()).isEqualTo(new End.Complete());
            assertThat(exchange.head().orElseThrow()).isLessThan(stillHeldUp.join());
            assertThat(exchange.chunks().at(0)).isLessThan(stillHeldUp.join()).isGreaterThan(exchange.sent());
            assertThat(exchange.chunks().flagsAt(1) & ChunkTrain.SHARED_READ).isEqualTo(ChunkTrain.SHARED_READ);
            Optional<InstrumentError> late = sending.transport.takeInstrumentError();
            while (late.isEmpty()) {
                Thread.onSpinWait();
                late = sending.transport.takeInstrumentError();
            }
            assertThat(late.get().inStamps()).isFalse();
            assertThat(sending.transport.unstampedReads()).isZero();
        }
    }

    @Test
    void aJumpOfTheClientsClockCostsStampsAndNoExchange() throws IOException {
        try (ScriptedServer server = new ScriptedServer(client -> client.always(GOOD)); Sending sending = to(server)) {
            sending.stream();
            long before = sending.transport.unstampedReads();
            sending.ahead.addAndGet(TimeUnit.HOURS.toNanos(1));
            Exchange exchange = sending.stream();
            assertThat(exchange.end()).isEqualTo(new End.Complete());
            assertThat(exchange.chunks().at(0)).isBetween(exchange.sent(), new Tick(sending.now()));
            assertThat(sending.transport.unstampedReads()).isGreaterThan(before);
        }
    }

    @Test
    void tlsIsRefusedWithTheReason() {
        Target target = Target.tls("localhost", 1, new Trust.DefaultStore());
        assertThat(KernelTransport.unavailable(target).orElseThrow()).contains("TLS");
        assertThatIOException().isThrownBy(() -> open(target, ConnectionPolicy.pool(), 1, System::nanoTime))
                .withMessageContaining("TLS");
    }

    @Test
    void everyLoopEndsWithItsTransport() throws IOException {
        try (ScriptedServer server = new ScriptedServer(client -> client.always(GOOD))) {
            Sending sending = to(server);
            CompletableFuture<Thread> loop = new CompletableFuture<>();
            sending.transport.send(sending.request(true, LONG), _ -> loop.complete(Thread.currentThread()));
            Thread thread = Sending.await(loop);
            sending.close();
            assertThat(thread.isAlive()).isFalse();
        }
    }
}
