package io.llmloadtest.load.generator;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.ledger.Asked;
import io.llmloadtest.load.workload.PreparedRequest;
import io.llmloadtest.load.workload.Workload;
import io.llmloadtest.model.Scope;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PreparedQueueTest {

    private static final int MEGABYTE = 1 << 20;

    @Test
    void aSmallFirstBodyDoesNotOpenTheDoorForLargeOnes() {
        Sized workload = new Sized(index -> index == 0 ? 10 : 4 * MEGABYTE);
        Supply supply = PreparedQueue.start(wave(500), workload, () -> {});
        supply.firstWave().join();

        // the small one, those that fill 64 MB, and the one that waits for room
        assertThat(workload.made.get()).isEqualTo(1 + 15 + 1);
        supply.close();
    }

    @Test
    void aWaveThatFitsIsPreparedWhole() {
        Sized workload = new Sized(_ -> 10);
        Supply supply = PreparedQueue.start(wave(500), workload, () -> {});
        supply.firstWave().join();
        assertThat(workload.made.get()).isGreaterThanOrEqualTo(500);
        supply.close();
    }

    @Test
    void bodiesThatAreTakenMakeRoomForTheNextInOrder() {
        Sized workload = new Sized(index -> index % 2 == 0 ? 100 * MEGABYTE : 3);
        Supply supply = PreparedQueue.start(wave(1), workload, () -> {});
        supply.firstWave().join();
        for (int index = 0; index < 6; index++) {
            assertThat(await(supply).body()).hasSize(index % 2 == 0 ? 100 * MEGABYTE : 3);
        }
        supply.close();
    }

    private static PreparedRequest await(Supply supply) {
        Optional<PreparedRequest> body = supply.poll();
        while (body.isEmpty()) {
            Thread.onSpinWait();
            body = supply.poll();
        }
        return body.get();
    }

    private static Phase wave(int streams) {
        return new Phase(new Scope.Level(0), "r-", streams, OptionalLong.of(1_000), Optional.empty(),
                Duration.ofSeconds(1), Duration.ZERO);
    }

    /** Bodies of given sizes. */
    private static final class Sized implements Workload {

        private final IntUnaryOperator size;
        private final AtomicInteger made = new AtomicInteger();

        private Sized(IntUnaryOperator size) {
            this.size = size;
        }

        @Override
        public String route() {
            return "/v1/completions";
        }

        @Override
        public boolean streamed() {
            return true;
        }

        @Override
        public PreparedRequest prepare(Scope scope, int index) {
            made.incrementAndGet();
            return new PreparedRequest(new byte[size.applyAsInt(index)],
                    new Asked(OptionalInt.empty(), OptionalInt.empty(), 1),
                    0);
        }
    }
}
