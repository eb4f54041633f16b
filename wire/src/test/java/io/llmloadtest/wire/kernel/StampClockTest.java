package io.llmloadtest.wire.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Both clocks stand still unless the test moves them; the wall clock is 1000 s ahead. */
class StampClockTest {

    private static final long AHEAD = TimeUnit.SECONDS.toNanos(1000);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private long client = SECOND;
    private long wall = SECOND + AHEAD;
    private long heldUpInLook;
    private final StampClock clock = new StampClock(() -> client, this::readWall);

    private long readWall() {
        pass(heldUpInLook / 2);
        long read = wall;
        pass(heldUpInLook / 2);
        return read;
    }

    private void pass(long nanos) {
        client += nanos;
        wall += nanos;
    }

    @Test
    void aStampComesOntoTheClientsClock() {
        pass(500);
        clock.look();
        assertThat(clock.of(wall - 300, 0)).isEqualTo(client - 300);
        assertThat(clock.wasUsable()).isTrue();
        assertThat(clock.unusable()).isZero();
    }

    @Test
    void beingHeldUpInALookChangesNoStamp() {
        for (long held : new long[]{20_000, TimeUnit.MILLISECONDS.toNanos(300)}) {
            heldUpInLook = held;
            clock.look();
            heldUpInLook = 0;
            assertThat(clock.of(wall - held - 100, 0)).isEqualTo(client - held - 100);
            assertThat(clock.steps()).isZero();
        }
    }

    @Test
    void eachLookNarrowsDownTheDistance() {
        heldUpInLook = 400_000;
        StampClock late = new StampClock(() -> client, this::readWall);
        assertThat(late.of(wall - SECOND / 2, 0)).isCloseTo(client - SECOND / 2, Offset.offset(400_000L));
        heldUpInLook = 0;
        late.look();
        assertThat(late.of(wall - 100, 0)).isEqualTo(client - 100);
        assertThat(late.steps()).isZero();
    }

    @Test
    void aReadWithoutStampHasItsOwnMoment() {
        clock.look();
        assertThat(clock.of(StampedRead.NO_STAMP, 0)).isEqualTo(client);
        assertThat(clock.wasUsable()).isFalse();
        assertThat(clock.unusable()).isEqualTo(1);
    }

    @Test
    void aStampFromTheFutureIsNotUsed() {
        clock.look();
        assertThat(clock.of(wall + SECOND, 0)).isEqualTo(client);
        assertThat(clock.wasUsable()).isFalse();
    }

    @Test
    void aStampBeforeWhatMustHaveBeenBeforeItIsNotUsed() {
        clock.look();
        assertThat(clock.of(wall - SECOND, client - SECOND / 2)).isEqualTo(client);
        assertThat(clock.wasUsable()).isFalse();
    }

    @Test
    void whatIsOffByNoiseOnlyIsBroughtInOrder() {
        clock.look();
        assertThat(clock.of(wall + 100, 0)).isEqualTo(client);
        assertThat(clock.of(wall - 1100, client - 1000)).isEqualTo(client - 1000);
        assertThat(clock.unusable()).isZero();
    }

    @Test
    void aWallClockThatIsSetIsDistrustedForASecondAndThenFollowed() {
        for (long step : new long[]{SECOND, -SECOND, TimeUnit.MILLISECONDS.toNanos(1)}) {
            long stepsBefore = clock.steps();
            wall += step;
            clock.look();
            assertThat(clock.steps()).isEqualTo(stepsBefore + 1);
            assertThat(clock.of(wall - 100, 0)).isEqualTo(client);
            assertThat(clock.wasUsable()).isFalse();
            pass(SECOND);
            clock.look();
            assertThat(clock.of(wall - 100, 0)).isEqualTo(client - 100);
            assertThat(clock.wasUsable()).isTrue();
        }
    }
}
