package com.acme.shop.kotlin

import com.acme.field.kotlin.OldTally

data class Article(val name: String, val price: Int)

sealed interface Event {
    data class Bought(val article: Article) : Event
    data object Left : Event
}

object Shop {
    private val articles = (1..10).map { Article("article $it", it * 7 % 11) }

    fun events(): Sequence<Event> = sequence {
        for (article in articles) {
            repeat(3) { yield(Event.Bought(article)) }
        }
        yield(Event.Left)
    }
}

fun main() {
    val tally = OldTally()
    Shop.events().forEach { event ->
        when (event) {
            is Event.Bought -> tally.add(event.article.price)
            Event.Left -> println("left with ${tally.sum()}")
        }
    }
}
