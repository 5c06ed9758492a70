"""Given and family names from the places that members of such groups come from. Nobody here is a real person."""

from typing import NamedTuple


class Tradition(NamedTuple):
    """Names that go together, and what people who bear them may speak beside English."""

    languages: tuple[str, ...]
    given: tuple[str, ...]
    family: tuple[str, ...]
    has_two_families: bool = False


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.replace("\n", " ").split(",") if word.strip())


SPANISH = Tradition(
    ("Spanish",),
    _words("""Ximena, Marisol, Teodoro, Soledad, Guadalupe, Héctor, Inés, Rosalía, Joaquín, Beatriz, Esteban, Lucía,
        Ramiro, Yesenia, Óscar, Araceli, Martín, Dolores, Efraín, Noemí, Rubén, Itzel, Fermín, Consuelo, Álvaro, Mireya,
        Gerardo, Paloma, Sebastián, Elvira, Julián, Maribel, Ignacio, Fabiola, Tomás, Nélida"""),
    _words("""Duarte, Quintero, Pacheco, Villanueva, Núñez, Zamora, Cárdenas, Ibarra, Montoya, Solís, Galván, Rentería,
        Escobedo, Arriaga, Peña, Robledo, Carranza, Bautista, Orozco, Trejo, Velarde, Lozano, Cisneros, Aguirre,
        Barragán, Sandoval, Ochoa, Muñoz, Tapia, Valdivia, Castellano, Medrano, Páez, Godínez"""),
    has_two_families=True,
)
VIETNAMESE = Tradition(
    ("Vietnamese",),
    _words("""Tuấn, Hương, Bảo, Mai, Dũng, Lan, Quỳnh, Minh, Thảo, Hải, Ngọc, Phúc, Linh, Sơn, Trang, Khánh, Yến, Long,
        Diệu, Thu, Đức, Hạnh, Vinh, Xuân, Tâm, Nhung"""),
    _words("""Phạm, Nguyễn, Trần, Lê, Huỳnh, Hoàng, Phan, Vũ, Đặng, Bùi, Đỗ, Hồ, Ngô, Dương, Lý, Đinh, Trịnh, Lương,
        Mạc, Tạ"""),
)
SOMALI = Tradition(
    ("Somali",),
    _words("""Hodan, Abdirahman, Fadumo, Yusuf, Ifrah, Mahad, Sahra, Liban, Hibo, Guled, Amina, Bashir, Ayaan,
        Warsame, Deqa, Faisal, Ubah, Khadar, Nimco, Zakariye, Idil, Mohamud, Ladan, Jamac, Asad, Sagal, Mire,
        Fowsiyo, Dahir, Hamdi, Abshir, Saynab, Ilyas, Muna"""),
    _words("""Warsame, Abdi, Jama, Farah, Hersi, Nur, Ali, Dirie, Elmi, Gedi, Samatar, Osman, Hassan, Mohamud, Aden,
        Egal, Roble, Isse, Shire, Duale, Guled, Barre, Afrah, Yusuf, Hirsi, Abukar, Sugule, Diriye, Omar,
        Waberi"""),
)
POLISH = Tradition(
    ("Polish",),
    _words("""Ilse, Dariusz, Małgorzata, Zbigniew, Agnieszka, Krzysztof, Bożena, Paweł, Halina, Marek, Jolanta,
        Łukasz, Wanda, Grzegorz, Danuta, Stanisław, Elżbieta, Wojciech, Renata, Jerzy, Zofia, Kazimierz,
        Barbara, Tadeusz, Krystyna, Mirosława, Bogdan, Ewa, Ryszard, Teresa, Leszek, Iwona, Henryk, Urszula,
        Andrzej, Beata, Czesław, Genowefa, Roman, Sylwia"""),
    _words("""Kowalczyk, Wójcik, Zieliński, Szymańska, Dąbrowski, Kamińska, Lewandowski, Piątek, Wróbel, Mazur,
        Krawiec, Gołąb, Sikora, Baran, Czarnecka, Wilk, Ostrowski, Jasiński, Pająk, Świątek, Pawlak, Michalska,
        Duda, Zając, Król, Wieczorek, Jabłońska, Nowicki, Stępień, Malinowska, Górski, Rutkowska, Bielak,
        Kubiak, Cieślak, Sobczak, Głowacki, Zawadzka, Laskowski, Borkowska, Szulc, Makowski, Tomczak, Urbańska,
        Kołodziej, Marciniak, Brzozowska, Chmiel, Kępa, Wrona"""),
)
ARABIC = Tradition(
    ("Arabic",),
    _words("""Fatima, Omar, Nadia, Samir, Layla, Tariq, Rania, Yousef, Hanan, Khalil, Salma, Bilal, Zaynab, Karim,
        Mariam, Idris, Amal, Faris, Noor, Hakim, Dalia, Mustafa, Sumaya, Walid, Huda, Ziad, Rasha, Anwar, Lina,
        Ghassan, Maha, Jamal, Iman, Ramzi, Suad, Nabil, Yasmin, Adel, Hala, Munir"""),
    _words("""el-Amin, Haddad, Khoury, al-Masri, Nasser, Saleh, Darwish, Mansour, Aziz, Barakat, Shaheen, al-Rashid,
        Hamdan, Qasim, Sabbagh, Najjar, Farouk, Toma, Zayed, Issa, ben Youssef, Abboud, Rahal, Tannous, Bishara,
        al-Jabiri, Hijazi, Kanaan, Awad, Sleiman, Atallah, Jaber, el-Tayeb, Zoghbi, Ramadan, Obeid, Habib,
        Maalouf, al-Samarrai, Gerges"""),
)
YORUBA = Tradition(
    ("Yoruba",),
    _words("""Adébáyọ̀, Fọlákẹ́, Títílayọ̀, Olúwaṣeun, Abímbọ́lá, Kọ́láwọlé, Yẹ́misí, Babátúndé, Ọmọlará, Adéọlá, Bùkọ́lá,
        Tòkunbọ̀, Ṣadé, Dàpọ̀, Ìyábọ̀, Fẹ́mi, Rónkẹ́, Ayọ̀délé, Bọ́sẹ̀, Kúnlé"""),
    _words("""Oyelaran, Adéyemí, Akíndélé, Ọláṣẹ́hìndé, Fágbèmí, Ògúnlẹ́yẹ, Babalọlá, Oyèdépò, Adéwálé, Ayọ̀délé,
        Ọ̀ṣúntókun, Aláwọ̀dé, Ìbílọlá, Olátúnjí, Ṣówandé, Ọ̀jọ́"""),
)
WEST_AFRICAN = Tradition(
    ("Twi", "Igbo", "Wolof"),
    _words("""Kofi, Efua, Priscilla, Kwabena, Abena, Kwesi, Akosua, Yaw, Adwoa, Chinedu, Ngozi, Emeka, Ifeoma, Obinna,
        Chiamaka, Mamadou, Aïssatou, Ousmane, Ndeye, Cheikh, Devon, Fatou, Ama, Kwame, Esi, Uche, Nkechi,
        Ibrahima, Awa, Modou"""),
    _words("""Ankrah, Okafor, Achebe, Mensah, Boateng, Asante, Owusu, Nwosu, Eze, Okonkwo, Diop, Ndiaye, Sow, Diallo,
        Oduya, Amponsah, Acheampong, Onyekachi, Sarpong, Camara, Danso, Osei, Agyeman, Nnamdi, Uzoma, Fall,
        Cissé, Ba, Opoku, Eze-Udo"""),
)
HMONG = Tradition(
    ("Hmong",),
    _words("""Bao, Mai See, Tou, Pa Houa, Kong Meng, Gao Nou, Chue, Mee, Xeng, Yer, Pao, Nhia, Dao, Ka Zoua, Teng,
        Sheng, Long, Pahoua, Fue, Kia, Cheng, Maly, Chia, Blong, Pang, Yeng, Choua, Ger, Mai, Tong, Zong, Houa,
        Kao, Neng, See, Vue, Youa, Tsim, Bee, Chong"""),
    _words("Vang, Xiong, Yang, Lor, Her, Moua, Thao, Lee, Vue, Cha, Hang, Kue, Khang, Cheng, Fang, Pha"),
)
HAITIAN = Tradition(
    ("Haitian Creole", "French"),
    _words("""Marie-Claire, Jean-Robert, Guerline, Wilner, Rose-Andrée, Fritznel, Mirlande, Emmanuel, Nadège, Pierre-Louis,
        Widline, Frantz, Islande, Ronel, Ketsia, Dieudonné, Yvrose, Evens, Magalie, Lucner"""),
    _words("""Baptiste, Toussaint, Désir, Jean-Louis, Saint-Fleur, Théodore, Laguerre, Pierre, Beauvoir, Célestin,
        Dorvil, Exumé, Joseph, Louissaint, Mésidor, Pétion, Augustin, Valcin"""),
)
NAVAJO = Tradition(
    ("Navajo",),
    _words("""Wendell, Darlene, Leland, Shándíín, Verna, Harrison, Nizhoni, Delbert, Lorena, Calvin, Bahe, Roselyn, Emery,
        Charlene, Alvin, Doli, Raymond, Marlinda, Ray, Tasbah"""),
    _words("""Tsosie, Begay, Yazzie, Benally, Littlecrow, Nez, Bitsui, Etsitty, Manygoats, Tohee, Chee, Yellowhair,
        Todacheene, Whitehorse, Hosteen, Bilagody, Nakai, Peshlakai"""),
)
KOREAN = Tradition(
    ("Korean",),
    _words("""Min-jun, Soo-yeon, Ji-hoon, Eun-ji, Hyun-woo, Mi-kyung, Sang-hoon, Yoon-ah, Jae-min, Hye-jin, Young-ho,
        Seo-yeon, Dong-hyun, Kyung-soon, Tae-yang, Ha-neul, Sun-hee, Chul-soo"""),
    _words("Kim, Park, Choi, Jung, Kang, Cho, Yoon, Jang, Lim, Shin, Seo, Kwon, Hwang, Ahn, Song, Hong, Bae, Noh"),
)
CHINESE = Tradition(
    ("Cantonese", "Mandarin", "Toisanese"),
    _words("""Mei-ling, Wai-kit, Xiuying, Jianguo, Suk-yin, Kwok-wah, Yan, Haoran, Lai-wan, Zhiwei, Pui-shan,
        Guoqiang, Siu-fong, Yuhan, Wing-sze, Dawei, Fung, Lijuan, Chun-yu, Rui, Kam-wing, Shufen, Weimin,
        Hoi-yan, Jingyi, Tak-ming, Meihua, Zihan, Yuet-ling, Bin"""),
    _words("""Chan, Wong, Zhang, Li, Cheung, Lam, Zhou, Huang, Leung, Xu, Ng, Guo, Tang, Mak, Luo, Kwan, Fong, Deng,
        Yip, Sun, Ho, Zhu, Chow, Gao, Kwok, Peng"""),
)
ENGLISH = Tradition(
    ("",),
    _words("""Ruth, Deshawn, Imani, Loretta, Calvin, Bernice, Tyrone, Marguerite, Wesley, Octavia, Clarence, Hattie,
        Jerome, Earlene, Marcus, Tamika, Roland, Opal, Curtis, Latoya, Walter, Josephine, Darnell, Ebony,
        Russell, Thelma, Malcolm, Shanice, Vernon, Delphine, Gail, Terrence, Nettie, Keisha, Floyd, Ruby,
        Quentin, Alberta, Dwayne, Joy, Harriet, Leon, Odessa, Franklin, Viola, Reginald, Constance, Otis,
        Beulah, Gerald, Lorraine, Cedric, Mavis, Horace, Renee, Stanley, Winifred, Lamar, Doris, Neville,
        Althea, Percy, Rosalind, Clifton, Eunice, Desmond, Glenda, Isaiah, Lucinda, Monroe, Philippa, Dexter"""),
    _words("""Whitfield, Pruitt, Abelson, Holloway, Beckett, Tolliver, Sutter, Mayfield, Gaines, Pettway, Crowder,
        Lyle, Standish, Broadnax, Kirkland, Ferris, Winslow, Hargrove, Tillman, Easley, Goodwin, Marsh, Bledsoe,
        Yarborough, Colvin, Ratliff, Swann, Prescott, Dunmore, Ashby, Merritt, Langston, Sewell, Treadwell,
        Vickers, Lattimore, Abernathy, Bancroft, Callaway, Dandridge, Eastman, Fairbanks, Garrity, Hollis,
        Ingram, Jessup, Kimball, Loomis, Maddox, Nettles, Overton, Pickett, Quarles, Rainey, Stovall, Thackston,
        Upshaw, Vaughan, Wadsworth, Yancey, Albright, Blount, Coggins, Drummond, Ellery, Frazier, Gatewood,
        Hadley, Isom, Judkins, Knox, Leavitt, Mobley, Nance, Orr, Purdy, Redmond, Sizemore, Tate, Underhill,
        Venable, Wicker, Younger, Ames, Bogan, Cottrell, Dupree, Fenwick"""),
)
EUROPEAN = Tradition(
    ("Greek", "Portuguese", "Italian", "Ukrainian", "Swedish"),
    _words("""Gus, Hanna, Dimitra, Stavros, Ingrid, Graça, João, Fernanda, Oksana, Bohdan, Svitlana, Giuliana, Åsa,
        Björn, Conceição, Vasiliki, Taras, Antónia, Renzo, Siobhán, Saoirse, Pádraig, Kateryna, Manuel, Eleni,
        Nils, Rosaria, Vasyl, Solveig, Tiago, Calliope, Sorcha"""),
    _words("""Petrakis, Lindqvist, Papadakis, Gonçalves, Medeiros, Shevchuk, Kovalenko, Marchetti, Sjöberg, Falcão,
        Bianchi, Ó Súilleabháin, Nyström, Teixeira, Melnyk, Karras, De Luca, Ní Bhriain, O’Rourke, D’Amico,
        Vlahos, Hryniuk, Amaral, Bergström, Conti, Ferreira, Petrenko, Rizzo, Dahl, Kiriakou, Mac Giolla,
        Bondar, Silveira, Ek, Leone, Galanis"""),
)
SOUTH_ASIAN = Tradition(
    ("Punjabi", "Bengali", "Nepali", "Urdu"),
    _words("""Harpreet, Gurdeep, Anjali, Rezaul, Shirin, Bishnu, Sunita, Imran, Parveen, Kiran, Devika, Rajan,
        Nasreen, Amrit, Laxmi, Farhan, Jasleen, Tulsi, Mahbub, Simran, Tahmina, Gopal, Manjit, Rukhsana, Suresh,
        Pema, Zubair, Ranjit, Farida, Dilip"""),
    _words("""Sandhu, Grewal, Rahman, Chowdhury, Adhikari, Thapa, Malik, Qureshi, Iyer, Bhandari, Dhillon, Akhter,
        Gurung, Siddiqui, Rai, Khatun, Pillai, Bajwa, Karim, Sharma, Tamang, Hussain, Kaur Gill, Basnet, Begum,
        Mirza, Nair, Sikder, Shrestha, Aujla"""),
)
FILIPINO = Tradition(
    ("Tagalog", "Ilocano"),
    _words("""Jun, Maricel, Rodrigo, Luzviminda, Danilo, Jocelyn, Arnel, Rowena, Benigno, Cherry, Edgardo, Analyn,
        Rommel, Imelda, Dante, Ligaya, Virgilio, Mayumi, Corazon, Renato, Divina, Nestor, Grace Ann, Wilfredo,
        Marites, Jerome"""),
    _words("""Castellano, Dimaculangan, Macaraeg, Pangilinan, Bautista, Salonga, Manalo, Dela Cruz, Magsaysay,
        Agbayani, Tolentino, Catacutan, Lacson, Baluyot, Ocampo, Sumulong, Villareal, Evangelista, Dizon,
        Cabrera, Malabanan, Sison, Ramos, Abad"""),
)

# Written in their own scripts, as their bearers wrote them on the sign-in sheet.
OTHER_SCRIPTS: tuple[tuple[str, str, str], ...] = (
    ("فاطمة", "الحسن", "Arabic"),
    ("محمد", "عبد الرحمن", "Arabic"),
    ("نور", "الخطيب", "Arabic"),
    ("秀英", "陳", "Cantonese"),
    ("建國", "黃", "Mandarin"),
    ("美玲", "李", "Mandarin"),
    ("지훈", "김", "Korean"),
    ("은지", "박", "Korean"),
    ("ሰላም", "ተስፋዬ", "Amharic"),
    ("Оксана", "Шевчук", "Ukrainian"),
    ("Тарас", "Коваленко", "Ukrainian"),
    ("सुनीता", "थापा", "Nepali"),
    ("مریم", "حسینی", "Dari"),
    ("Ελένη", "Παπαδάκη", "Greek"),
)
LONG_NAMES: tuple[tuple[str, str], ...] = (
    ("María de los Ángeles Concepción", "Fernández-Villanueva de la Torre y Montalvo"),
    ("Oluwadamilola Temitope Anuoluwapo", "Adebayo-Oguntoyinbo"),
    ("Nguyễn Phúc Công Tằng Tôn Nữ", "Thị Hương Giang"),
    ("Maximiliana Theodora", "von Hohenwald-Schwarzenfels zu Lindau"),
)
ONE_NAME: tuple[str, ...] = ("Khadija", "Sulastri", "Nirmala", "Zawadi", "Wayan", "Bo", "Thiri", "Gulalai")

TRADITIONS: dict[str, Tradition] = {
    "spanish": SPANISH,
    "vietnamese": VIETNAMESE,
    "somali": SOMALI,
    "polish": POLISH,
    "arabic": ARABIC,
    "yoruba": YORUBA,
    "west african": WEST_AFRICAN,
    "hmong": HMONG,
    "haitian": HAITIAN,
    "navajo": NAVAJO,
    "korean": KOREAN,
    "chinese": CHINESE,
    "english": ENGLISH,
    "european": EUROPEAN,
    "south asian": SOUTH_ASIAN,
    "filipino": FILIPINO,
}
