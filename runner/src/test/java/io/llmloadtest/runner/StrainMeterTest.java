package io.llmloadtest.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.model.Strain;
import io.llmloadtest.wire.Traffic;
import io.llmloadtest.wire.Transport;
import io.llmloadtest.wire.WireRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StrainMeterTest {

    @Test
    void onlyWhatCameAfterItsStartCounts() {
        Busy transport = new Busy();
        transport.traffic = new Traffic(5, 100, 10);
        try (StrainMeter meter = StrainMeter.start(transport)) {
            transport.traffic = new Traffic(7, 160, 13);
            Strain strain = meter.soFar();
            assertThat(strain.connections()).isEqualTo(2);
            assertThat(strain.reads()).isEqualTo(60);
            assertThat(strain.crowdedReads()).isEqualTo(3);
            assertThat(strain.wallNanos()).isPositive();
            assertThat(strain.cpuNanos().orElse(0)).isNotNegative();
        }
    }

    @Test
    void aCollectionOfGarbageIsHeardOf() {
        try (GcPauses pauses = GcPauses.watch()) {
            while (pauses.sum().count() == 0) {
                System.gc();
            }
            GcPauses.Sum sum = pauses.sum();
            assertThat(sum.nanos()).isGreaterThanOrEqualTo(sum.longestNanos());
        }
    }

    @Test
    void pausesAddUpAndTheLongestIsKept() {
        assertThat(new GcPauses.Sum(0, 0, 0).plus(3).plus(9).plus(4)).isEqualTo(new GcPauses.Sum(3, 16, 9));
    }

    /** Sends nothing and says what it is told to. */
    private static final class Busy implements Transport {

        private Traffic traffic = Traffic.NONE;

        @Override
        public CompletionStage<Integer> warm(int connections) {
            return CompletableFuture.completedStage(0);
        }

        @Override
        public void send(WireRequest request, Completion completion) {
            throw new UnsupportedOperationException("nothing is sent here");
        }

        @Override
        public void cancelAll() {
            // nothing is in flight
        }

        @Override
        public Traffic traffic() {
            return traffic;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
