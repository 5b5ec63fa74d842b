package com.acme.field.quarkus;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.stream.IntStream;

/** Three calls of the old way at each request: direct, by method reference, by reflection. */
@Path("/cart")
public class CartResource {
    @Inject
    Carts carts;

    @GET
    @Path("/ready")
    public String ready() {
        return "ready";
    }

    @GET
    @Path("/{number}")
    public String buy(@PathParam("number") int number) throws ReflectiveOperationException {
        return "sum " + carts.sum(number);
    }

    /** A bean of an application scope: callers get a generated client proxy. */
    @ApplicationScoped
    public static class Carts {
        int sum(int number) throws ReflectiveOperationException {
            int direct = OldCart.make(number).number();
            int referred = IntStream.of(number).mapToObj(OldCart::make).mapToInt(OldCart::number).sum();
            OldCart reflected = (OldCart) OldCart.class.getMethod("make", int.class).invoke(null, number);
            return direct + referred + reflected.number();
        }
    }
}
