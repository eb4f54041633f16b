package io.llmloadtest.ledger.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.ledger.Account;
import io.llmloadtest.ledger.GoodputLimits;
import io.llmloadtest.ledger.PhaseNote;
import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.ledger.Requests;
import io.llmloadtest.ledger.Tally;
import io.llmloadtest.ledger.steady.Cuts;
import io.llmloadtest.ledger.steady.LevelCourse;
import io.llmloadtest.model.Tick;
import io.llmloadtest.model.Window;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of more requests than are kept one by one. */
class LongRunTest {

    private static final int MANY = 70_000;

    @TempDir
    private Path folder;

    @Test
    void theLiveRunAndItsRereadingGiveTheVerySameNumbers() throws IOException {
        Account live;
        try (Recorder recorder = Recorder.start(LedgerWriter.create(folder),
                Account.callingTheRoll(GoodputLimits.NONE, 1000))) {
            requestsAsTheyEnd().forEach(recorder::ended);
            live = recorder.settle();
        }
        Account read = LedgerReader.read(folder, Account.callingTheRoll(GoodputLimits.NONE, 1000)).account();

        Tally ours = live.tally(Requests.LEVEL);
        Tally theirs = read.tally(Requests.LEVEL);
        assertThat(ours.e2e().percentilesWithin()).isPresent();
        assertThat(theirs.ttft().ranks(10_000)).isEqualTo(ours.ttft().ranks(10_000));
        assertThat(theirs.e2e().percentile(0.999)).isEqualTo(ours.e2e().percentile(0.999)).isPresent();
        assertThat(theirs.e2e().standardDeviation()).isEqualTo(ours.e2e().standardDeviation());
        assertThat(course(live)).isEqualTo(course(read))
                .satisfies(course -> assertThat(course.whole().orElseThrow().every()).isEqualTo(2));
        assertThat(read.roll(_ -> true)).isEqualTo(live.roll(_ -> true));
        assertThat(read.together(Requests.LEVEL.getClass()).ttft().ranks(100)).isEqualTo(ours.ttft().ranks(100));
    }

    private static LevelCourse course(Account account) {
        Window window = new Window(Tick.ZERO, new Tick(MANY * 2_000_000L));
        return LevelCourse.of(account, new PhaseNote(Requests.LEVEL, 1, OptionalLong.empty(), 0, 1, window, window,
                false, Optional.empty()), Cuts.NONE);
    }

    /** Neighbours overtake each other. */
    private static List<RequestRecord> requestsAsTheyEnd() {
        SplittableRandom random = new SplittableRandom(9);
        List<RequestRecord> requests = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            long sent = i * 2L;
            long first = sent + 20 + random.nextInt(30);
            requests.add(Requests.streamed(i, sent, new long[]{first, first + 7}, first + 8 + random.nextInt(50)));
        }
        requests.sort((one, other) -> Long.compare(one.ended().nanos(), other.ended().nanos()));
        return requests;
    }
}
