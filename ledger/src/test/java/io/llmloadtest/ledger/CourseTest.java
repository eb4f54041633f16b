package io.llmloadtest.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.model.Tick;
import io.llmloadtest.model.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CourseTest {

    @Test
    void requestsGoByInTheOrderTheyWereSent() {
        Course course = new Course();
        course.add(Requests.failed(1, 500, 900, new Outcome.TimedOut("first_token")));
        course.add(Requests.streamed(0, 100, new long[]{140, 150}, 160));
        List<Course.Passage> passages = new ArrayList<>();
        course.forEach(passages::add);
        assertThat(passages).containsExactly(
                new Course.Passage(at(100), at(160), Optional.empty(), OptionalLong.of(40_000_000)),
                new Course.Passage(at(500), at(900), Optional.of(ErrorKind.TIMEOUT), OptionalLong.empty()));
    }

    @Test
    void onlyATimeOutIsKnownToHaveBeenLonger() {
        Course course = new Course();
        course.add(Requests.failed(0, 0, 900, new Outcome.TimedOut("body")));
        course.add(Requests.failed(1, 10, 900, new Outcome.Cancelled()));
        assertThat(course.nanosOrLarger(Course.Latency.E2E)).containsExactly(Double.POSITIVE_INFINITY);
        assertThat(course.nanos(Course.Latency.E2E)).isEmpty();
    }

    private static Tick at(long millis) {
        return new Tick(millis * 1_000_000);
    }

    @Test
    void ofManyRequestsThoseAtEveryFourthPlaceAreHeldInWhateverOrderTheyEnd() {
        List<Integer> ordinals = new ArrayList<>(IntStream.range(0, 200_000).boxed().toList());
        for (int round = 0; round < 3; round++) {
            Course course = new Course();
            ordinals.forEach(i -> course.add(Requests.failed(i, i, 300_000, new Outcome.Cancelled())));

            assertThat(course.every()).isEqualTo(4);
            assertThat(course.isWhole()).isFalse();
            assertThat(course.requests()).isEqualTo(200_000);
            assertThat(course.size()).isEqualTo(50_000);
            assertThat(course.sentAt(0)).isEqualTo(at(0));
            assertThat(course.sentAt(12_345)).isEqualTo(at(4 * 12_345));
            assertThat(course.sending()).contains(new Window(new Tick(-1), at(199_999)));
            assertThat(course.sentFrom(5)).isEqualTo(at(8));
            assertThat(course.sentUpTo(7)).isEqualTo(at(4));
            Collections.shuffle(ordinals, new Random(round));
        }
    }

    @Test
    void asManyAsFitAreAllHeld() {
        Course course = new Course();
        IntStream.range(0, Course.MOST)
                .forEach(i -> course.add(Requests.failed(i, i, 300_000, new Outcome.Cancelled())));
        assertThat(course.isWhole()).isTrue();
        assertThat(course.size()).isEqualTo(65_536);
    }

    @Test
    void aLedgerThatGivesAllRequestsTheSamePlaceFillsNoMemory() {
        Course course = new Course();
        IntStream.range(0, 2 * Course.MOST)
                .forEach(i -> course.add(Requests.failed(0, i, 300_000, new Outcome.Cancelled())));
        assertThat(course.size()).isLessThanOrEqualTo(Course.MOST);
        assertThat(course.requests()).isEqualTo(131_072);
    }
}
