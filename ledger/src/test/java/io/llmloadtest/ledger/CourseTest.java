package io.llmloadtest.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.model.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
}
