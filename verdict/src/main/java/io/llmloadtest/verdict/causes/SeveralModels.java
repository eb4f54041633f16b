package io.llmloadtest.verdict.causes;

import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.List;
import java.util.Optional;

/**
 * The metrics count for several models; ours alone is compared.
 */
final class SeveralModels implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        List<String> models = List.copyOf(hearing.file().metrics().watch().models());
        return models.size() < 2
                ? Optional.empty()
                : Optional.of(Claim.of(new Values().put("models", models).info(FindingId.SEVERAL_MODELS, hearing)));
    }
}
