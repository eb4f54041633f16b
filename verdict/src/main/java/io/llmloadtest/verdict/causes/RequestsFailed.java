package io.llmloadtest.verdict.causes;

import io.llmloadtest.ledger.ErrorKind;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import io.llmloadtest.verdict.balance.Ours;
import java.util.Optional;

/** Requests that got no connection, or an answer that no OpenAI server gives. */
final class RequestsFailed implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        Ours ours = hearing.ours();
        long connect = ours.failed(ErrorKind.CONNECT);
        long tls = ours.failed(ErrorKind.TLS);
        long protocol = ours.failed(ErrorKind.PROTOCOL);
        long requests = connect + tls + protocol;
        if (requests == 0) {
            return Optional.empty();
        }
        return Optional.of(Claim.of(new Values().put("requests", requests).put("connect", connect).put("tls", tls)
                .put("protocol", protocol)
                .put("messages", Messages.of(ours, "connect", "TLS", "not an OpenAI answer"))
                .warning(FindingId.REQUESTS_FAILED, hearing)));
    }
}
