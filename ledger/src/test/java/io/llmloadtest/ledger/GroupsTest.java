package io.llmloadtest.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class GroupsTest {

    private static RequestRecord asking(RequestRecord request, Optional<String> model, Optional<Turn> turn) {
        return Requests.asking(request, new Asked(OptionalInt.empty(), OptionalInt.empty(), 1, model, turn));
    }

    private static RequestRecord answered(int ordinal, long endedMillis, String model, int turn) {
        return asking(Requests.streamed(ordinal, 0, new long[]{10, 20, 30}, endedMillis), Optional.of(model),
                Optional.of(new Turn(ordinal, turn)));
    }

    private static Tally tally(RequestRecord... requests) {
        Tally tally = new Tally(GoodputLimits.NONE);
        for (RequestRecord request : requests) {
            tally.add(request);
        }
        return tally;
    }

    @Test
    void requestsAreToldApartByModelAndByTurn() {
        Groups groups = tally(answered(0, 40, "b", 1), answered(1, 60, "a", 1), answered(2, 80, "a", 2)).groups();

        assertThat(groups.models()).containsOnlyKeys("a", "b");
        assertThat(groups.models().get("a").sent()).isEqualTo(2);
        assertThat(groups.models().get("a").e2e().mean()).hasValue(70e6);
        assertThat(groups.turns()).containsOnlyKeys(1, 2);
        assertThat(groups.turns().get(1).promptTokens()).isEqualTo(200);
        assertThat(groups.turns().get(1).outputTokens()).isEqualTo(6);
        assertThat(groups.turns().get(2).ttft().mean()).hasValue(10e6);
    }

    @Test
    void aFailedRequestCountsInItsGroupAndInNoLatency() {
        RequestRecord failed = asking(Requests.failed(1, 0, 500, new Outcome.Truncated("cut")), Optional.empty(),
                Optional.of(new Turn(0, 2)));
        Group second = tally(failed).groups().turns().get(2);

        assertThat(second.sent()).isEqualTo(1);
        assertThat(second.completed()).isZero();
        assertThat(second.e2e().count()).isZero();
    }

    @Test
    void aTimeOutPutsAPercentileOfItsGroupAmongTheUnknown() {
        RequestRecord[] requests = new RequestRecord[40];
        for (int i = 0; i < 30; i++) {
            requests[i] = answered(i, 40, "a", 1);
        }
        for (int i = 30; i < requests.length; i++) {
            requests[i] = asking(Requests.failed(i, 0, 500, new Outcome.TimedOut("first byte")),
                    Optional.of("a"), Optional.of(new Turn(i, 1)));
        }
        Group group = tally(requests).groups().models().get("a");

        assertThat(group.e2e().censored()).isEqualTo(10);
        assertThat(group.e2e().percentile(0.90)).hasValueSatisfying(p90 -> {
            assertThat(p90.isLowerBound()).isTrue();
            assertThat(p90.nanos()).isEqualTo(500e6);
        });
    }

    @Test
    void cachedTokensAreAbsentUnlessAnAnswerTellsThem() {
        RequestRecord plain = answered(0, 40, "a", 1);
        RequestRecord telling = Requests.using(answered(1, 40, "a", 2), new TokenCounts(100, 3, OptionalInt.of(64)));
        Groups groups = tally(plain, telling, answered(2, 40, "a", 2)).groups();

        assertThat(groups.turns().get(1).cachedTokens()).isEmpty();
        assertThat(groups.turns().get(2).cachedTokens()).hasValue(64);
    }

    @Test
    void talliesThatAddUpAddUpTheirGroups() {
        Tally whole = tally(answered(0, 40, "a", 1));
        whole.addAll(tally(answered(1, 60, "a", 1), answered(2, 60, "b", 2)));

        assertThat(whole.groups().turns().get(1).sent()).isEqualTo(2);
        assertThat(whole.groups().turns().get(1).e2e().mean()).hasValue(50e6);
        assertThat(whole.groups().models()).containsOnlyKeys("a", "b");
    }

    @Test
    void onlyWhatArrivesIsHeldAgainstTheSchedule() {
        assertThat(tally(answered(0, 40, "a", 1), answered(1, 40, "a", 2), answered(2, 40, "a", 1)).sendTimes())
                .usingRecursiveComparison()
                .isEqualTo(tally(answered(0, 40, "a", 1), answered(2, 40, "a", 1)).sendTimes());
    }

    @Test
    void requestsOfOneModelThatStandAloneAreInNoGroup() {
        assertThat(tally(Requests.streamed(0, 0, new long[]{10}, 20)).groups().isEmpty()).isTrue();
    }
}
