package io.llmloadtest.verdict.causes;

import io.llmloadtest.ledger.Lengths;
import io.llmloadtest.ledger.Tally;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Account;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Optional;

/** Lengths differ from those asked for, by the answers' own usage. Output lengths count wherever a request fixed one; input
 * lengths only where the plan promised one, since only then were they calibrated with the server's tokenizer. What is known
 * to be the usage's mistake (usage-understated) is no other length. */
final class LengthsNotAsAsked implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        Tally tally = hearing.file().tally();
        Lengths lengths = tally.lengths();
        boolean inputPromised = hearing.file().expectation().exactInputs();
        long inputOff = inputPromised ? lengths.inputOff() : 0;
        long outputOff = isOnlyUsage(left, lengths) ? 0 : lengths.outputOff();
        if (inputOff == 0 && outputOff == 0) {
            return Optional.empty();
        }
        Values values = new Values().put("requests", Math.max(inputOff, outputOff)).putCounts("finish_reasons",
                tally.finishReasons());
        if (outputOff > 0) {
            values.put("output_off", outputOff).put("output_checked", lengths.outputChecked())
                    .put("output_asked", lengths.outputAsked()).put("output_got", lengths.outputGot());
        }
        if (inputOff > 0) {
            values.put("input_off", inputOff).put("input_checked", lengths.inputChecked())
                    .put("input_asked", lengths.inputAsked()).put("input_got", lengths.inputGot());
        }
        return Optional.of(Claim.of(values.warning(FindingId.LENGTHS_NOT_AS_ASKED, hearing)));
    }

    private static boolean isOnlyUsage(Residuals left, Lengths lengths) {
        return lengths.outputOff() > 0 && lengths.outputAsked() - lengths.outputGot() == left
                .claimed(FindingId.USAGE_UNDERSTATED, Account.TOKENS);
    }
}
