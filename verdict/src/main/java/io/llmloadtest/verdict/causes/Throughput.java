package io.llmloadtest.verdict.causes;

import io.llmloadtest.verdict.Comparison;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.Status;
import io.llmloadtest.verdict.balance.Account;
import java.util.List;

/** Which causes explain a throughput that differs: those that make tokens on one side which the other does not see. */
public final class Throughput {

    private static final List<FindingId> SERVER_MAKES_MORE = List.of(FindingId.FOREIGN_TRAFFIC,
            FindingId.RESPONSES_LOST, FindingId.WORK_ABORTED, FindingId.STREAM_ERRORS);
    private static final List<FindingId> SERVER_MAKES_FEWER = List.of(FindingId.REQUESTS_MISSING_ON_SERVER);

    private Throughput() {
    }

    /** The causes said so far that explain the difference of the throughput row. */
    public static List<FindingId> causes(Comparison row, Residuals said) {
        List<FindingId> able = row.difference().orElse(0) < 0 ? SERVER_MAKES_MORE : SERVER_MAKES_FEWER;
        return able.stream().filter(id -> said.said(id).isPresent()
                && (!said.knows(Account.TOKENS) || said.claimed(id, Account.TOKENS) != 0)).toList();
    }

    static boolean isUnexplained(Comparison row, Residuals said) {
        return row.status() == Status.WARN && causes(row, said).isEmpty();
    }
}
