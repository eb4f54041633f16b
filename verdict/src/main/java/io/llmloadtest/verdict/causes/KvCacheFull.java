package io.llmloadtest.verdict.causes;

import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Optional;
import java.util.OptionalDouble;

/** A statistics line shows the KV cache as good as full. */
final class KvCacheFull implements Cause {

    private static final double FULL_PERCENT = 95;

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        OptionalDouble highest = hearing.admitted().digest().stats().stream()
                .flatMapToDouble(line -> line.kvUsagePercent().stream()).max();
        return highest.orElse(0) < FULL_PERCENT ? Optional.empty()
                : Optional.of(Claim.of(
                        new Values().put("kv_percent", highest).info(FindingId.KV_CACHE_FULL, hearing)));
    }
}
