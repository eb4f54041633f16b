package io.llmloadtest.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.collect.Boundary;
import io.llmloadtest.collect.RunClock;
import io.llmloadtest.model.Tick;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class QuietTest {

    private final HandClock clock = new HandClock();

    @Test
    void aBoundaryThatIsMarkedAtOnceIsMovedBehindTheLastLinesOfTheLog() {
        Boundary reached = Quiet.second(clock).around(() -> clock.boundaryAfter(Duration.ofMillis(10)));

        assertThat(reached.index()).isEqualTo(3);
        assertThat(reached.at()).isEqualTo(new Tick(1_000_000_000));
        assertThat(reached.wall()).isEqualTo(Instant.EPOCH.plusSeconds(1));
    }

    @Test
    void aBoundaryThatWaitedForCountersStaysWhereItIs() {
        Boundary reached = Quiet.second(clock).around(() -> clock.boundaryAfter(Duration.ofMillis(1_004)));

        assertThat(reached.at()).isEqualTo(new Tick(1_004_000_000));
        assertThat(clock.tick()).isEqualTo(reached.at());
    }

    @Test
    void whereNobodyWatchesNothingIsWaitedFor() {
        assertThat(Quiet.none().around(() -> clock.boundaryAfter(Duration.ZERO)).at()).isEqualTo(Tick.ZERO);
    }

    /** A clock that moves only when somebody lets time pass. */
    private static final class HandClock implements RunClock {

        private Duration passed = Duration.ZERO;

        Boundary boundaryAfter(Duration time) {
            pause(time);
            return new Boundary(3, tick(), wall());
        }

        @Override
        public Tick tick() {
            return new Tick(passed.toNanos());
        }

        @Override
        public Instant wall() {
            return Instant.EPOCH.plus(passed);
        }

        @Override
        public void pause(Duration duration) {
            passed = passed.plus(duration);
        }
    }
}
