package io.llmloadtest.verdict.causes;

import io.llmloadtest.ledger.ErrorKind;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Account;
import io.llmloadtest.verdict.balance.Hearing;
import io.llmloadtest.verdict.balance.Ours;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Requests that got no connection, or an answer that no OpenAI server gives. Behind such an answer the server may have
 * worked, or something in front of it may have answered in its place.
 */
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
        return Optional.of(Claim.of(
                new Values().put("requests", requests).put("connect", connect).put("tls", tls)
                        .put("protocol", protocol)
                        .put("messages", Messages.of(ours, "connect", "TLS", "not an OpenAI answer"))
                        .warning(FindingId.REQUESTS_FAILED, hearing),
                amounts(left, hearing, protocol)));
    }

    private static Map<Account, Double> amounts(Residuals left, Hearing hearing, long protocol) {
        boolean workIsClaimed = left.said(FindingId.STREAM_ERRORS).isPresent()
                || left.said(FindingId.WORK_ABORTED).isPresent();
        Map<Account, Double> amounts = protocol == 0 || workIsClaimed
                ? new EnumMap<>(Account.class)
                : Unfinished.amounts(left, hearing, (double) protocol);
        if (left.beyond(Account.CHOICES) <= hearing.ours().choicesOfNoAnswer()) {
            amounts.put(Account.CHOICES, left.beyond(Account.CHOICES));
        }
        for (Account account : List.of(Account.HTTP_REQUESTS, Account.ACCESS_200)) {
            if (left.shortOf(account) > 0 && left.shortOf(account) <= protocol) {
                amounts.put(account, -left.shortOf(account));
            }
        }
        return amounts;
    }
}
