package io.llmloadtest.wire;

import java.util.Optional;

/** Which clock a user wants to stamp arrivals. */
public enum ClockChoice {

    /** The kernel's where it can be had. */
    AUTO,
    /** The kernel's and no other. */
    KERNEL,
    /** The event loop's. */
    USER;

    /** The clock that this comes to. */
    public ClientClock of(Target target) {
        return switch (this) {
            case AUTO -> whyNotKernel(target).isPresent() ? ClientClock.USER : ClientClock.KERNEL;
            case KERNEL -> ClientClock.KERNEL;
            case USER -> ClientClock.USER;
        };
    }

    /** Why arrivals of that target cannot be stamped by the kernel, for a user; empty when they can, or shall not be. */
    public Optional<String> whyNotKernel(Target target) {
        return this == USER ? Optional.empty() : KernelTransport.unavailable(target);
    }
}
