package io.llmloadtest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.model.InstrumentError;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** The loop is Netty's embedded one, whose time the test holds in its hand. */
class LatenessTest {

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final AtomicLong clock = new AtomicLong();
    private final Lateness lateness = new Lateness();

    LatenessTest() {
        channel.freezeTime();
    }

    @Test
    void aLoopThatIsOnTimeHasNoError() {
        lateness.sample(new NettyLoop(channel.eventLoop()), clock::get);
        for (int i = 0; i < 100; i++) {
            pass(10);
        }
        InstrumentError error = Lateness.take(List.of(lateness), ClientClock.USER).orElseThrow();
        assertThat(error.samples()).isEqualTo(100);
        assertThat(error.maxNanos()).isZero();
    }

    @Test
    void aStallOf100MillisecondsIn1000IsWhatArrivalsAtRandomWouldMeet() {
        lateness.sample(new NettyLoop(channel.eventLoop()), clock::get);
        for (int i = 0; i < 90; i++) {
            pass(10);
        }
        pass(110);
        InstrumentError error = Lateness.take(List.of(lateness), ClientClock.USER).orElseThrow();
        // late by 100, 90, ... 10 ms at the ten moments of the stall, and on time at the ninety others: 550 ms / 100
        assertThat(error.samples()).isEqualTo(100);
        assertThat(error.meanNanos()).isCloseTo(5_500_000, Percentage.withPercentage(1));
        assertThat((double) error.maxNanos()).isCloseTo(100e6, Percentage.withPercentage(1));
    }

    @Test
    void whatWasTakenIsGone() {
        lateness.sample(new NettyLoop(channel.eventLoop()), clock::get);
        pass(10);
        assertThat(Lateness.take(List.of(lateness), ClientClock.USER)).isPresent();
        assertThat(Lateness.take(List.of(lateness), ClientClock.USER)).isEqualTo(Optional.empty());
    }

    private void pass(long millis) {
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }
}
