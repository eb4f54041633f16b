package io.llmloadtest.wire.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimersTest {

    private static final long MILLI = 1_000_000;

    private final Timers timers = new Timers();

    @Test
    void withoutTimersThereIsNothingToWaitFor() {
        assertThat(timers.millisToNext(5)).isEqualTo(-1);
        assertThat(timers.pollDue(5)).isEmpty();
    }

    @Test
    void theWaitIsRoundedUpSoThatTheTimerIsDueAfterIt() {
        var _ = timers.add(10 * MILLI + 1, () -> {});
        assertThat(timers.millisToNext(0)).isEqualTo(11);
        assertThat(timers.millisToNext(10 * MILLI)).isEqualTo(1);
        assertThat(timers.millisToNext(20 * MILLI)).isZero();
    }

    @Test
    void theSoonestComesFirstAndEqualOnesInTheirOrder() {
        Runnable late = () -> {};
        Runnable first = late::run;
        Runnable second = first::run;
        var _ = timers.add(7, late);
        var _ = timers.add(5, first);
        var _ = timers.add(5, second);
        assertThat(timers.pollDue(6)).containsSame(first);
        assertThat(timers.pollDue(6)).containsSame(second);
        assertThat(timers.pollDue(6)).isEmpty();
        assertThat(timers.pollDue(7)).containsSame(late);
    }

    @Test
    void whatIsTakenBackDoesNotComeAndKeepsNothingWaiting() {
        Runnable takeBack = timers.add(5, () -> {});
        takeBack.run();
        takeBack.run();
        assertThat(timers.millisToNext(0)).isEqualTo(-1);
        assertThat(timers.pollDue(9)).isEmpty();
    }
}
