package com.acme.partner;

import com.acme.truth.Member;
import com.acme.truth.Truth;
import com.acme.ws.WebSocketManagerFactory;

/** A subclass of what is deprecated: its constructor calls the deprecated one. */
@SuppressWarnings("deprecation")
public final class BrandedFactory extends WebSocketManagerFactory {
    private final String brand;

    private BrandedFactory(String brand) {
        super();
        this.brand = brand;
    }

    public static BrandedFactory of(String brand) {
        Truth.call(BrandedFactory.class, Member.CONSTRUCTOR);
        return new BrandedFactory(brand);
    }

    public String brand() {
        return brand;
    }
}
