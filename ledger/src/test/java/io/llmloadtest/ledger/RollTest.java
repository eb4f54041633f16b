package io.llmloadtest.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.model.ChunkTrain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RollTest {

    private static final List<RequestRecord> KINDS = List.of(Requests.streamed(0, 5, new long[]{10, 20}, 30),
            Requests.streamed(17, 5, new long[]{10, 20}, 30),
            Requests.failed(2, 3, 900, new Outcome.TimedOut("first_token")),
            Requests.failed(3, 3, 4, new Outcome.HttpError(503, "busy")),
            Requests.record(12, 3, ChunkTrain.empty(), 99, Optional.of(new TokenCounts(7, 8, OptionalInt.of(6))),
                    new Outcome.Completed()),
            named("somebody-else", Requests.streamed(5, 5, new long[]{10}, 30)),
            named("run--1", Requests.streamed(-1, 5, new long[]{10}, 30)),
            named("", Requests.streamed(6, 5, new long[]{10}, 30)));

    @Test
    void whoeverCallsTheRollGetsWhatWasKept() {
        Roll roll = new Roll(100);
        List<RollEntry> expected = new ArrayList<>();
        for (RequestRecord request : KINDS) {
            roll.add(request);
            expected.add(RollEntry.of(request));
            assertThat(roll.call(_ -> true)).isEqualTo(new RollCall(expected, 0));
        }
        assertThat(roll.call(Requests.LEVEL::equals).entries()).hasSameSizeAs(KINDS);
        assertThat(roll.call(_ -> false)).isEqualTo(RollCall.NONE);
    }

    @Test
    void whatDoesNotFitIsCounted() {
        Roll roll = new Roll(2);
        KINDS.forEach(roll::add);
        assertThat(roll.call(_ -> true).entries()).hasSize(2);
        assertThat(roll.call(_ -> false).leftOut()).isEqualTo(KINDS.size() - 2);
    }

    @Test
    void aRequestTakesSomeThirtyBytes() {
        Roll roll = new Roll(200_000);
        for (int i = 0; i < 200_000; i++) {
            long at = i * 50L;
            roll.add(Requests.streamed(i, at, new long[]{at + 200, at + 2000}, at + 3000));
        }
        assertThat(roll.bytes() / 200_000.0).isBetween(15.0, 40.0);
    }

    private static RequestRecord named(String id, RequestRecord r) {
        return new RequestRecord(id, r.scope(), r.ordinal(), r.endpoint(), r.streamed(), r.asked(), r.intended(),
                r.sent(), r.connectNanos(), r.written(), r.head(), r.status(), r.chunks(), r.ended(), r.usage(),
                r.serverTimes(), r.finishReasons(), r.done(), r.localPort(), true, r.outcome());
    }
}
