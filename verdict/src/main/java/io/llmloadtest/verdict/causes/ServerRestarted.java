package io.llmloadtest.verdict.causes;

import io.llmloadtest.evidence.metrics.Reset;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Gate;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The server started anew inside the evidence: counters fell, a start time moved, or the log tells of a start. */
final class ServerRestarted implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        if (!Gate.restarted(hearing.file())) {
            return Optional.empty();
        }
        List<Reset> resets = hearing.file().metrics().resets();
        List<String> signs = new ArrayList<>(
                resets.stream().map(reset -> reset.sign().name().toLowerCase(Locale.ROOT)).distinct().toList());
        if (hearing.file().log().restarted()) {
            signs.add("container_restarted");
        }
        return Optional.of(Claim.of(new Values().put("signs", signs)
                .putUnlessZero("restarts", hearing.file().log().digest().serverStarts())
                .put("series", resets.stream().findFirst().map(Reset::series).orElse(""))
                .warning(FindingId.SERVER_RESTARTED, hearing)));
    }
}
