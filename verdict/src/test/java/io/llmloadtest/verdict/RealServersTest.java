package io.llmloadtest.verdict;

import static io.llmloadtest.verdict.FaultsTest.assertAmounts;
import static io.llmloadtest.verdict.FaultsTest.finding;
import static io.llmloadtest.verdict.FaultsTest.row;
import static io.llmloadtest.verdict.FaultsTest.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.model.Quantity;
import io.llmloadtest.model.Why;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Recordings of real servers from 0.8.5 to 0.32.0, each with a 404, a 400, a stream that the client cut off, and one of two
 * choices, come out as the counters say.
 */
class RealServersTest {

    @ParameterizedTest
    @CsvSource({"0.8.5,657,663,4,4468,4602,134,1", "0.9.2,659,662,3,4468,4602,134,1",
            "0.11.2,656,659,3,4468,4602,134,1", "0.13.0,656,695,39,4468,4602,134,1",
            "0.17.1,656,709,53,4468,4602,134,1", "0.20.2,656,742,86,4518,4654,136,2",
            "0.26.0,656,659,3,4518,4654,136,1", "0.32.0,654,696,42,4518,4654,136,1",
            "0.32.0/log-requests,654,657,3,4518,4654,136,1", "0.32.0/dp2,654,689,35,4518,4654,136,1"})
    void aRecordedServerIsJudgedAsItsCountersSay(String name, double clientTokens, double serverTokens,
            double aborted, double clientPrompt, double serverPrompt, double abortedPrompt, double errors) {
        Verdict verdict = Capture.judge(name);

        assertRow(verdict, Quantity.REQUEST_COUNT, 32, 32, Status.PASS);
        assertRow(verdict, Quantity.TOTAL_TOKENS, clientTokens, serverTokens,
                serverTokens - clientTokens <= 0.05 * serverTokens ? Status.PASS : Status.WARN);
        assertRow(verdict, Quantity.PROMPT_TOKENS, clientPrompt, serverPrompt, Status.PASS);
        assertRow(verdict, Quantity.HTTP_200_COUNT, 32, 32, Status.PASS);
        assertRow(verdict, Quantity.HTTP_ERRORS, 2, 2, Status.PASS);
        if (name.equals("0.8.5")) {
            assertThat(row(verdict, Quantity.HTTP_REQUESTS).reason()).isInstanceOfSatisfying(Reason.NotCompared.class,
                    reason -> assertThat(reason.why()).isEqualTo(Why.FAMILY_MISSING));
        } else {
            assertRow(verdict, Quantity.HTTP_REQUESTS, 34, 34, Status.PASS);
            assertRow(verdict, Quantity.HTTP_ERRORS_METRICS, 2, 2, Status.PASS);
        }
        assertThat(row(verdict, Quantity.SERVER_ERRORS).server().known()).hasValue(errors);
        assertThat(row(verdict, Quantity.SERVER_ERRORS).status()).isEqualTo(Status.WARN);
        assertThat(row(verdict, Quantity.AVG_TTFT).status()).isEqualTo(Status.SKIP);
        assertThat(row(verdict, Quantity.AVG_E2E).status()).isEqualTo(Status.SKIP);

        assertAmounts(verdict, FindingId.WORK_ABORTED, Map.of("requests", 1.0, "tokens", aborted, "prompt_tokens",
                abortedPrompt, "cancelled", 1.0));
        assertThat(finding(verdict, FindingId.WORK_ABORTED).severity()).isEqualTo(Severity.INFO);
        assertAmounts(verdict, FindingId.HTTP_ERRORS, Map.of("requests", 2.0, "client_4xx", 2.0, "access_log", 2.0));
        assertThat(finding(verdict, FindingId.HTTP_ERRORS).values()).containsEntry("agree", Fact.of("yes"))
                .containsEntry("statuses", Fact.of(List.of("400 x 1", "404 x 1")));
        assertAmounts(verdict, FindingId.SERVER_ERRORS, Map.of("events", errors, "ours", errors));
        assertThat(finding(verdict, FindingId.SERVER_ERRORS).values().get("kinds"))
                .isInstanceOfSatisfying(Fact.Texts.class,
                        kinds -> assertThat(kinds.values()).contains("unknown_model"));
        assertThat(warnings(verdict)).containsExactly(FindingId.HTTP_ERRORS, FindingId.SERVER_ERRORS);
        assertThat(verdict.overall()).isEqualTo(Overall.WARNING);
    }

    @Test
    void twoTokensThatUsageLacksIn085AreNotTheAbortedRequests() {
        Verdict verdict = Capture.judge("0.8.5");

        assertAmounts(verdict, FindingId.USAGE_UNDERSTATED, Map.of("requests", 1.0, "tokens", 2.0));
        assertThat(row(verdict, Quantity.TOTAL_TOKENS).reason()).isEqualTo(
                new Reason.Explained(List.of(FindingId.WORK_ABORTED, FindingId.USAGE_UNDERSTATED)));
        assertThat(verdict.finding(FindingId.LENGTHS_NOT_AS_ASKED)).isEmpty();
    }

    @Test
    void aServerWithoutStatisticsIsSkippedAndItsHttpMetricsAreRead() {
        Verdict verdict = Capture.judge("0.32.0/no-stats");

        assertThat(List.of(Quantity.REQUEST_COUNT, Quantity.AVG_TTFT, Quantity.TOTAL_TOKENS, Quantity.PROMPT_TOKENS))
                .allSatisfy(quantity -> assertThat(row(verdict, quantity).status()).isEqualTo(Status.SKIP));
        assertRow(verdict, Quantity.HTTP_REQUESTS, 34, 34, Status.PASS);
        assertThat(verdict.finding(FindingId.METRICS_PARTIAL)).isPresent();
        assertThat(warnings(verdict)).containsExactly(FindingId.HTTP_ERRORS);
    }

    private static void assertRow(Verdict verdict, Quantity quantity, double client, double server, Status status) {
        Comparison row = row(verdict, quantity);
        assertThat(row.client().known()).as(quantity.rowName()).hasValue(client);
        assertThat(row.server().known()).as(quantity.rowName()).hasValue(server);
        assertThat(row.status()).as(quantity.rowName()).isEqualTo(status);
    }
}
