import org.apache.commons.lang3.mutable.MutableInt
import org.apache.commons.lang3.text.WordUtils
import org.apache.commons.lang3.tuple.ImmutablePair

class Cart {
    def items = []
    void add(String name, int price) { items << ImmutablePair.of(name, price) }
    int total() { items.sum { it.right } }
}

def sum = new MutableInt(0)
(1..10).each { day ->
    def cart = new Cart()
    12.times { cart.add("article ${it}".toString(), day * it) }
    sum.add(cart.total())
    println "${WordUtils.capitalize("day ${day}".toString())}: ${cart.total()}"
}
println "sum ${sum}"
