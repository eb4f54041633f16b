package io.llmloadtest.verdict.causes;

import io.llmloadtest.evidence.metrics.ServerValues;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Optional;

/** The metrics page counts under several model names, of which one is ours; the others are left out. */
final class SeveralModels implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        Optional<ServerValues> page = hearing.file().metrics().after().filter(values -> values.models().size() > 1);
        return page.flatMap(values -> values.ours().map(ours -> Claim.of(new Values().put("models", values.models())
                .put("judged", ours).info(FindingId.SEVERAL_MODELS, hearing))));
    }
}
